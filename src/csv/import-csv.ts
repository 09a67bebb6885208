import { AppError } from "../core/app-error.ts";
import type { Entry, PutOutcome, Register } from "../core/register/register.ts";
import { RegisterError } from "../core/register/register-error.ts";
import { type ResourceName, resourceNames } from "../core/register/schemas.ts";
import { mostLines, refuseTooMany } from "./csv-limits.ts";
import { columnOf, columnsOf } from "./import-columns.ts";
import { readCsv } from "./read-csv.ts";
import { readEntries } from "./read-entries.ts";
import { byteOrderMark, csvLine } from "./write-csv.ts";

/** A file to import, and where its lines go. */
export interface CsvImport {
  bytes: Uint8Array;
  /** Most lines that are read; `mostLines.service` by default. */
  most?: number;
  /** If true, the changes are stored; if false, they are only reported. */
  apply: boolean;
  register: Register;
  now: Date;
  /** Called once, with the number of lines that will be processed. */
  onStart?: (lines: number) => void;
  /** Called after each line. */
  onLine?: () => void;
}

/** The outcome of each line and of the file as a whole. */
export interface ImportReport {
  kind: ResourceName;
  /** `warning`: the line is stored all the same. `mended` names the columns of which something was put right. */
  lines: { line: number; outcome?: PutOutcome; problem?: string; warning?: string; mended: readonly string[] }[];
  counts: Record<PutOutcome, number>;
  refused: number;
  /** Set if the database refused the whole import, because somebody else wrote at the same time. */
  broken?: string;
  written: boolean;
  /** Returns the file with everything put right that was put right here, in the format of an export. */
  mendedFile(): string;
}

/**
 * Imports a CSV file, all lines or none, and reports each line. Throws AppError if the file as a whole cannot be read.
 */
export async function importCsv({
  bytes,
  most = mostLines.service,
  apply,
  register,
  now,
  onStart,
  onLine,
}: CsvImport): Promise<ImportReport> {
  refuseTooMany(bytes, most);
  const { header, lines } = await readCsv(bytes);
  const kind = detectKind(header);
  if (lines.length === 0) throw new AppError("csv", "O arquivo só tem o cabeçalho: não há linha para importar.");
  const { entries, problems, mended, rows } = await readEntries(kind, header, lines, register);
  const warnings = await documentsAgain(entries, register);
  const outcomes = new Map<number, PutOutcome>();
  const counts = { created: 0, changed: 0, same: 0 };
  onStart?.(entries.length);
  const work = register.put(
    entries.map(({ entry }) => entry),
    {
      now,
      // If some lines have problems, the others are tried all the same, without storing anything, so that the report
      // covers every line.
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
      const [problem, outcome, warning] = [problems.get(line), outcomes.get(line), warnings.get(line)];
      const columns = mended.get(line) ?? [];
      if (problem !== undefined) return { line, mended: columns, problem };
      return { line, mended: columns, ...(outcome && { outcome }), ...(warning !== undefined && { warning }) };
    }),
    counts,
    refused,
    ...(broken !== undefined && refused === 0 && { broken }),
    written: apply && refused === 0 && broken === undefined,
    mendedFile: () => byteOrderMark + [header, ...rows].map(csvLine).join(""),
  };
}

/** Returns a warning for each line whose CPF or CNPJ another subscriber has, in this file or in the register. */
async function documentsAgain(
  entries: readonly { line: number; entry: Entry }[],
  register: Register,
): Promise<Map<number, string>> {
  const people = entries.flatMap(({ line, entry: { resource, id, value } }) =>
    resource === "subscribers" ? [{ line, id, document: value.document }] : [],
  );
  const inFile = new Set(people.map(({ id }) => id));
  const idsOf = new Map<string, string[]>();
  const known = await register.subscribersWith(people.map(({ document }) => document));
  for (const { id, document } of [...known.filter(({ id }) => !inFile.has(id)), ...people])
    idsOf.set(document, [...(idsOf.get(document) ?? []), id]);
  return new Map(
    people.flatMap(({ line, id, document }) => {
      const others = (idsOf.get(document) ?? []).filter((other) => other !== id);
      if (others.length === 0) return [];
      return [[line, `aviso: este CPF ou CNPJ é também o do assinante ${others.slice(0, 3).join(", ")}`] as const];
    }),
  );
}

const outcomeLabels = { created: "criar", changed: "alterar", same: "igual" } as const;

/** Returns the outcome of one line in Portuguese. */
export function formatImportLine({ outcome, problem, warning, mended }: ImportReport["lines"][number]): string {
  const done = [outcome ? outcomeLabels[outcome] : "não gravada", ...(warning === undefined ? [] : [warning])].join(
    "; ",
  );
  const what = problem ?? done;
  return mended.length === 0 ? what : `${what} (arrumado: ${mended.join(", ")})`;
}

/** Returns true if something of the file was put right, so that the mended file is of use. */
export const isMended = ({ lines }: ImportReport) => lines.some(({ mended }) => mended.length > 0);

/**
 * Returns the outcome of the file in Portuguese. `how` says how to store the changes, in case they were only reported.
 */
export function formatImportReport({ lines, counts, refused, broken, written }: ImportReport, how: string): string {
  if (refused > 0) return `${refused} de ${lines.length} linhas com problema. Nada foi gravado.`;
  if (broken !== undefined) return `Nada foi gravado: ${broken}. Tente de novo.`;
  const all = `${counts.created} a criar, ${counts.changed} a alterar, ${counts.same} iguais.`;
  return `${all} ${written ? "Gravado." : `Nada foi gravado: ${how}.`}`;
}

/**
 * Finds out by the header which resource a file contains. Throws AppError, which names the columns, if some are
 * missing, unknown or repeated.
 */
function detectKind(header: readonly string[]): ResourceName {
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
      "Não reconheci as colunas. Esperado um arquivo de filiais, assinantes, contratos, carteiras, carteiras de banco, faturas ou boletos: veja docs/importacao.md.",
    );
  if (best.absent.length > 0) throw new AppError("csv", `Falta a coluna: ${best.absent.join(", ")}.`);
  const unknown = header.filter((name) => name !== "id" && !(name in columnsOf(best.kind)));
  if (unknown.length > 0)
    throw new AppError("csv", `Não conheço a coluna: ${unknown.join(", ")}. Corrija o nome ou tire-a do arquivo.`);
  return best.kind;
}
