import { readFileSync } from "node:fs";
import type { Writable } from "node:stream";
import { SingleBar } from "cli-progress";
import { parse } from "csv-parse/sync";
import type { z } from "zod";
import { AppError } from "../core/app-error.ts";
import { parseBrl } from "../core/billing/money.ts";
import type { Entry, Register } from "../core/register/register.ts";
import { RegisterError } from "../core/register/register-error.ts";
import { type ResourceName, registerSchemas } from "../core/register/schemas.ts";
import { columnsOf, kindOf } from "./import-columns.ts";

/** What the import works with. */
export interface Import {
  file: string;
  apply: boolean;
  register: Register;
  now: Date;
  output: Writable;
  /** Where a progress bar is drawn; absent where nobody looks. */
  progress?: NodeJS.WriteStream;
}

const outcomeWords = { created: "criar", changed: "alterar", same: "igual" } as const;

/**
 * `faturabot import`: puts the lines of a CSV, all or none, and reports each. Without `apply` it only says what would
 * change. Exit code 1 where any line was refused; nothing is changed then.
 */
export async function runImport({ file, apply, register, now, output, progress }: Import): Promise<number> {
  const { header, rows } = readRows(file);
  const kind = kindOf(header);
  const say = (line: number, text: string) => output.write(`linha ${line}: ${text}\n`);
  const entries: Entry[] = [];
  let refused = 0;
  for (const { line, row } of rows) {
    const read = readRow(kind, row, await keptFields(register, kind, row));
    if ("entry" in read) entries.push(read.entry);
    else {
      refused++;
      say(line, read.problems.join("; "));
    }
  }
  if (refused > 0) {
    output.write(`${refused} de ${rows.length} linhas com problema. Nada foi gravado.\n`);
    return 1;
  }
  const bar = progress?.isTTY ? new SingleBar({ format: "{bar} {value}/{total}", stream: progress }) : undefined;
  bar?.start(entries.length, 0);
  try {
    const outcomes = await register.put(entries, {
      now,
      dryRun: !apply,
      onEach: (result, index) => {
        bar?.update(index + 1);
        const line = rows[index]?.line ?? 0;
        say(line, result instanceof RegisterError ? `${result.path}: ${result.message}` : outcomeWords[result]);
      },
    });
    bar?.stop();
    const count = (outcome: keyof typeof outcomeWords) => outcomes.filter((one) => one === outcome).length;
    output.write(
      `${count("created")} a criar, ${count("changed")} a alterar, ${count("same")} iguais. ${apply ? "Gravado." : "Nada foi gravado: para gravar, use --apply."}\n`,
    );
    return 0;
  } catch (error) {
    bar?.stop();
    if (!(error instanceof RegisterError)) throw error;
    output.write("Nada foi gravado.\n");
    return 1;
  }
}

/**
 * What the register holds in fields that the file has no column for: a file without phones deletes no phones. A column
 * that is there and empty does clear its field.
 */
async function keptFields(
  register: Register,
  kind: ResourceName,
  row: Record<string, string>,
): Promise<Record<string, unknown>> {
  // A boleto that was handed in never changes.
  const known = row.id && kind !== "boletos" ? await register.get(kind, row.id) : undefined;
  if (!known) return {};
  const given = Object.entries(columnsOf(kind)).flatMap(([column, { field }]) => (column in row ? [field] : []));
  return Object.fromEntries(Object.entries(known).filter(([field]) => field !== "id" && !given.includes(field)));
}

/** The lines of the file, each with its number in it. */
function readRows(file: string): { header: string[]; rows: { line: number; row: Record<string, string> }[] } {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new AppError("file", `Não consegui ler o arquivo "${file}".`, { cause });
  }
  const text = decode(bytes);
  const [first = ""] = text.split("\n", 1);
  const delimiter = first.split(";").length >= first.split(",").length ? ";" : ",";
  let header: string[] = [];
  const columns = (names: string[]) => {
    header = names.map((name) => name.trim().toLowerCase());
    return header;
  };
  try {
    const read = parse(text, { columns, delimiter, bom: true, skip_empty_lines: true, trim: true, info: true });
    // Typed as if `info` were not set.
    const records = read as unknown as { info: { lines: number }; record: Record<string, string> }[];
    return { header, rows: records.map(({ info, record }) => ({ line: info.lines, row: record })) };
  } catch (cause) {
    const where = cause instanceof Error && "lines" in cause ? ` na linha ${String(cause.lines)}` : "";
    throw new AppError(
      "csv",
      `O arquivo não é um CSV que se possa ler${where}: confira as aspas e o número de colunas.`,
      { cause },
    );
  }
}

/** UTF-8, or Latin-1 where it is none. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function readRow(
  kind: ResourceName,
  row: Record<string, string>,
  kept: Record<string, unknown>,
): { entry: Entry } | { problems: string[] } {
  const problems: string[] = [];
  const value: Record<string, unknown> = { ...kept };
  for (const [column, { field, as }] of Object.entries(columnsOf(kind))) {
    const text = row[column] ?? "";
    if (text === "") continue;
    const read = readers[as](text);
    if (read === undefined) problems.push(`${column}: ${expected[as]}`);
    else value[field] = read;
  }
  const id = row.id ?? "";
  if (id === "") problems.push("id: falta este campo");
  const parsed = (registerSchemas[kind] as z.ZodType).safeParse(value);
  if (problems.length > 0) return { problems };
  if (parsed.success) return { entry: { resource: kind, id, value: parsed.data } as Entry };
  const columnOf = (path: PropertyKey[]) =>
    Object.entries(columnsOf(kind)).find(([, { field }]) => field === path[0])?.[0] ?? path.join(".");
  return {
    problems: parsed.error.issues.map(
      ({ path, message }) => `${columnOf(path)}: ${message.startsWith("Invalid input") ? "falta este campo" : message}`,
    ),
  };
}

const expected = {
  text: "esperado um texto",
  list: "esperada uma lista separada por espaço ou |",
  cents: "esperado um valor como 1.234,56 ou 1234.56",
  date: "esperada uma data como 31/12/2026 ou 2026-12-31",
} as const;

const readers: Record<keyof typeof expected, (text: string) => unknown> = {
  text: (text) => text,
  list: (text) => text.split(/[|\s]+/).filter((one) => one !== ""),
  cents: (text) => {
    const amount = parseBrl(text);
    return amount.kind === "cents" ? amount.cents : undefined;
  },
  date: (text) => {
    const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? [];
    return day ? `${year}-${month}-${day}` : /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
  },
};
