import { AppError } from "../core/app-error.ts";
import { plainLine } from "../core/refused-characters.ts";
import { parseInPieces } from "./parse-in-pieces.ts";
import { plainCell } from "./write-csv.ts";

/** A line of a CSV file: its number in the file, and its cells by column. */
export interface CsvLine {
  line: number;
  row: Record<string, string>;
}

/**
 * Parses a CSV file in UTF-8 or Latin-1 whose cells are separated by `;` or `,`. Throws AppError, which names the
 * problem, if that fails.
 */
export async function readCsv(bytes: Uint8Array): Promise<{ header: string[]; lines: CsvLine[] }> {
  const text = decode(Buffer.from(bytes)).replace(/^\uFEFF/, "");
  if (text.trim() === "")
    throw new AppError("csv", "O arquivo está vazio. Esperados um cabeçalho e uma linha por registro.");
  const [first = ""] = text.split(/[\r\n]/, 1);
  const delimiter = first.split(";").length >= first.split(",").length ? ";" : ",";
  let header: string[] = [];
  const columns = (names: string[]) => {
    header = names.map((name) => plainLine(name).trim().toLowerCase());
    return header;
  };
  try {
    const read = await parseInPieces(text, { columns, delimiter, skip_empty_lines: true, trim: true, info: true });
    // The types of the library do not take the option `info` into account.
    const records = read as unknown as { info: { lines: number }; record: Record<string, string> }[];
    return { header, lines: records.map(({ info, record }) => ({ line: info.lines, row: unescapeRecord(record) })) };
  } catch (cause) {
    const where = cause instanceof Error && "lines" in cause ? ` na linha ${String(cause.lines)}` : "";
    throw new AppError(
      "csv",
      `O arquivo não é um CSV que se possa ler${where}: confira as aspas e o número de colunas.`,
      { cause },
    );
  }
}

const unescapeRecord = (record: Record<string, string>) =>
  Object.fromEntries(Object.entries(record).map(([column, cell]) => [column, plainCell(cell)]));

/**
 * Decodes UTF-8 or, if it is none, Latin-1. Throws AppError for a mixture of the two, which would turn João into JoÃ£o.
 */
function decode(bytes: Buffer): string {
  if (bytes.includes(0))
    throw new AppError("csv", "O arquivo não é um texto em UTF-8 ou Latin-1. Salve de novo como CSV.");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const lines = bytes.toString("latin1").split("\n");
    const mixed = lines.findIndex((line) => /[\xC3\xC2][\x80-\xBF]/.test(line));
    if (mixed >= 0)
      throw new AppError("csv", `O arquivo mistura UTF-8 e Latin-1 (linha ${mixed + 1}). Salve de novo em UTF-8.`);
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
