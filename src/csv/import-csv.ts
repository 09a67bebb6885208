import { AppError } from "../core/app-error.ts";
import type { Entry, PutOutcome, Register } from "../core/register/register.ts";
import { RegisterError } from "../core/register/register-error.ts";
import { type ResourceName, resourceNames } from "../core/register/schemas.ts";
import { columnOf, columnsOf } from "./import-columns.ts";
import { type CsvLine, readCsv } from "./read-csv.ts";
import { readLine } from "./read-line.ts";

/** A file to be imported, and where to. */
export interface CsvImport {
  bytes: Uint8Array;
  /** Writes; without it only says what would change. */
  apply: boolean;
  register: Register;
  now: Date;
  /** Told once how many lines are tried, and of each as it was. */
  onStart?: (lines: number) => void;
  onLine?: () => void;
}

/** What came of each line, and of them all. */
export interface ImportReport {
  kind: ResourceName;
  lines: { line: number; outcome?: PutOutcome; problem?: string }[];
  counts: Record<PutOutcome, number>;
  refused: number;
  /** The database refused all of them: somebody else wrote at the same time. */
  broken?: string;
  written: boolean;
}

/** Puts the lines of a CSV, all or none, and reports each. Throws AppError where the file cannot be read at all. */
export async function importCsv({ bytes, apply, register, now, onStart, onLine }: CsvImport): Promise<ImportReport> {
  const { header, lines } = readCsv(bytes);
  const kind = kindOfFile(header);
  if (lines.length === 0) throw new AppError("csv", "O arquivo só tem o cabeçalho: não há linha para importar.");
  const { entries, problems } = await read(kind, lines, register);
  const outcomes = new Map<number, PutOutcome>();
  const counts = { created: 0, changed: 0, same: 0 };
  onStart?.(entries.length);
  const work = register.put(
    entries.map(({ entry }) => entry),
    {
      now,
      // The lines that can be read are tried all the same: the report is about every line.
      dryRun: !apply || problems.size > 0,
      onEach(result, index) {
        onLine?.();
        const line = entries[index]?.line ?? 0;
        if (result instanceof RegisterError) problems.set(line, `${columnOf(kind, result.path)}: ${result.message}`);
        else {
          counts[result]++;
          outcomes.set(line, result);
        }
      },
    },
  );
  const broken = await work.then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof RegisterError)) throw error;
      return error.message;
    },
  );
  const refused = problems.size;
  return {
    kind,
    lines: lines.map(({ line }) => {
      const [problem, outcome] = [problems.get(line), outcomes.get(line)];
      return { line, ...(problem !== undefined ? { problem } : outcome && { outcome }) };
    }),
    counts,
    refused,
    ...(broken !== undefined && refused === 0 && { broken }),
    written: apply && refused === 0 && broken === undefined,
  };
}

/** What the lines hand in, and what is wrong with those that cannot be read. */
async function read(kind: ResourceName, lines: readonly CsvLine[], register: Register) {
  const known = await register.getMany(
    kind,
    lines.map(({ row }) => row.id ?? ""),
  );
  const seen = new Map<string, number>();
  const entries: { line: number; entry: Entry }[] = [];
  const problems = new Map<number, string>();
  for (const { line, row } of lines) {
    const id = row.id ?? "";
    const before = seen.get(id);
    seen.set(id, before ?? line);
    const result = readLine(kind, row, known.get(id));
    if (before !== undefined && id !== "") problems.set(line, `id: já está na linha ${before} deste arquivo`);
    else if ("entry" in result) entries.push({ line, entry: result.entry });
    else problems.set(line, result.problems.join("; "));
  }
  return { entries, problems };
}

const outcomeWords = { created: "criar", changed: "alterar", same: "igual" } as const;

/** What came of one line. */
export function formatImportLine({ outcome, problem }: ImportReport["lines"][number]): string {
  return problem ?? (outcome ? outcomeWords[outcome] : "não gravada");
}

/** What came of the file; `how` says how it is written, where it was only looked at. */
export function formatImportReport({ lines, counts, refused, broken, written }: ImportReport, how: string): string {
  if (refused > 0) return `${refused} de ${lines.length} linhas com problema. Nada foi gravado.`;
  if (broken !== undefined) return `Nada foi gravado: ${broken}. Tente de novo.`;
  const all = `${counts.created} a criar, ${counts.changed} a alterar, ${counts.same} iguais.`;
  return `${all} ${written ? "Gravado." : `Nada foi gravado: ${how}.`}`;
}

/** Which resource a file holds, by its header. Throws AppError naming what is missing, unknown or there twice. */
function kindOfFile(header: readonly string[]): ResourceName {
  const unnamed = header.indexOf("");
  if (unnamed >= 0)
    throw new AppError("csv", `A coluna ${unnamed + 1} não tem nome. Dê um nome a ela ou tire-a do arquivo.`);
  const twice = header.filter((name, index) => header.indexOf(name) !== index);
  if (twice.length > 0) throw new AppError("csv", `A coluna veio duas vezes: ${twice.join(", ")}.`);
  const candidates = resourceNames.map((kind) => {
    const known = columnsOf(kind);
    const needed = ["id", ...Object.entries(known).flatMap(([name, { required }]) => (required ? [name] : []))];
    const shared = header.filter((name) => name in known && name !== "endereco").length;
    return { kind, shared, absent: needed.filter((name) => !header.includes(name)) };
  });
  const [best] = candidates.sort((one, other) => other.shared - one.shared || one.absent.length - other.absent.length);
  if (!best || best.shared === 0)
    throw new AppError(
      "csv",
      "Não reconheci as colunas. Esperado um arquivo de assinantes, contratos, carteiras, carteiras de banco, faturas ou boletos: veja docs/importacao.md.",
    );
  if (best.absent.length > 0) throw new AppError("csv", `Falta a coluna: ${best.absent.join(", ")}.`);
  const unknown = header.filter((name) => name !== "id" && !(name in columnsOf(best.kind)));
  if (unknown.length > 0)
    throw new AppError("csv", `Não conheço a coluna: ${unknown.join(", ")}. Corrija o nome ou tire-a do arquivo.`);
  return best.kind;
}
