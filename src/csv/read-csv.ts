import { AppError } from "../core/app-error.ts";
import { plainLine } from "../core/refused-characters.ts";
import { cleanCell } from "./clean-cell.ts";
import { decodeText } from "./decode-text.ts";
import { mapInPieces } from "./map-in-pieces.ts";
import { parseInPieces } from "./parse-in-pieces.ts";
import { plainCell } from "./write-csv.ts";

/** A cell: as it stands in the file, and as a person sees it. */
export interface Cell {
  raw: string;
  text: string;
  /** Written as ="0123", which keeps a spreadsheet from changing it. */
  isLiteral: boolean;
}

/** A line of a CSV file: its number in the file, and its cells by column. */
export interface CsvLine {
  line: number;
  cells: Record<string, Cell>;
  /** Set if the line does not have one cell for each column. */
  problem?: string;
}

/**
 * Parses a CSV file whose cells are separated by `;`, `,`, `|` or tabs, in any encoding that `decodeText` knows. Skips
 * what spreadsheets leave: a first line `sep=;`, empty lines, lines and columns of empty cells. Throws AppError, which
 * names the problem, if the file cannot be parsed.
 */
export async function readCsv(bytes: Uint8Array): Promise<{ header: string[]; lines: CsvLine[] }> {
  const records = await parseRecords(decodeText(Buffer.from(bytes)));
  const [first, ...rest] = records;
  if (!first) throw new AppError("csv", "O arquivo está vazio. Esperados um cabeçalho e uma linha por registro.");
  const named = first.cells.map(({ text }) => plainLine(text).toLowerCase());
  const width = widthOf(named, rest);
  const header = named.slice(0, width);
  const lines = await mapInPieces(rest, ({ line, cells }) => ({
    line,
    cells: Object.fromEntries(header.map((name, at) => [name, cells[at] ?? noCell])),
    ...problemOf(cells, width),
  }));
  return { header, lines };
}

const noCell: Cell = { raw: "", text: "", isLiteral: false };

interface CsvRecord {
  line: number;
  cells: Cell[];
}

async function parseRecords(decoded: string): Promise<CsvRecord[]> {
  // Before the parser trims the blank, which is a part of a scrambled letter.
  const text = decoded.replaceAll("Â\u00A0", "\u00A0").replace(/(?<!\p{L})Ã\u00A0/gu, "à");
  const lines = text.split(/\r\n|[\r\n]/, 3);
  const tells = separatorLine.test(lines[0] ?? "");
  const delimiter = delimiterOf(lines[tells ? 1 : 0] ?? "");
  try {
    const read = await parseInPieces(text, {
      delimiter,
      from_line: tells ? 2 : 1,
      skip_empty_lines: true,
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
      info: true,
    });
    // The types of the library do not take the option `info` into account.
    const records = read as unknown as { info: { lines: number }; record: string[] }[];
    const rows = await mapInPieces(records, ({ info, record }) => ({ line: info.lines, cells: record.map(cellOf) }));
    return rows.filter(({ cells }) => cells.some((cell) => cell.text !== ""));
  } catch (cause) {
    const where = cause instanceof Error && "lines" in cause ? ` na linha ${String(cause.lines)}` : "";
    throw new AppError(
      "csv",
      `O arquivo não é um CSV que se possa ler${where}: confira as aspas e o número de colunas.`,
      { cause },
    );
  }
}

/** Tells Excel the separator. A spreadsheet that opens the file takes it for a line, and saves it with cells behind. */
const separatorLine = /^\uFEFF?"?sep=.?"?[;,\t|"]*$/i;

function delimiterOf(line: string): string {
  const bare = line.replace(/"[^"]*"/g, "");
  const counted = [";", ",", "\t", "|"].map((sign) => ({ sign, times: bare.split(sign).length }));
  return counted.reduce((best, other) => (other.times > best.times ? other : best)).sign;
}

/** A spreadsheet shows ="0123" as 0123, and never as a number. */
const literal = /^="([^"]*)"$/;

/** Returns a cell from its text in the file, or in a form. */
export function cellOf(raw: string): Cell {
  const [, held] = literal.exec(raw) ?? [];
  return { raw, text: cleanCell(held ?? plainCell(raw)), isLiteral: held !== undefined };
}

/** The number of columns. Those at the end that have no name, and nothing in any line, do not count. */
function widthOf(header: readonly string[], rest: readonly CsvRecord[]): number {
  const named = header.findLastIndex((name) => name !== "") + 1;
  const isFilled = (at: number) => rest.some(({ cells }) => (cells[at]?.text ?? "") !== "");
  const filled = header.findLastIndex((_, at) => at >= named && isFilled(at)) + 1;
  return Math.max(named, filled);
}

function problemOf(cells: readonly Cell[], width: number): { problem?: string } {
  const filled = cells.findLastIndex(({ text }) => text !== "") + 1;
  if (cells.length >= width && filled <= width) return {};
  const found = filled > width ? filled : cells.length;
  return { problem: `o cabeçalho tem ${width} colunas, e esta linha ${found}: confira as aspas e o separador` };
}
