import type { Writable } from "node:stream";
import { SingleBar } from "cli-progress";
import { AppError } from "../core/app-error.ts";
import type { Entry, Register } from "../core/register/register.ts";
import { RegisterError } from "../core/register/register-error.ts";
import type { ResourceName } from "../core/register/schemas.ts";
import { columnOf } from "./column-of.ts";
import { kindOfFile } from "./kind-of-file.ts";
import { type CsvLine, readCsv } from "./read-csv.ts";
import { readLine } from "./read-line.ts";

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
  const { header, lines } = readCsv(file);
  const kind = kindOfFile(header);
  if (lines.length === 0) throw new AppError("csv", "O arquivo só tem o cabeçalho: não há linha para importar.");
  const { entries, report } = await read(kind, lines, register);
  const counts = { created: 0, changed: 0, same: 0 };
  let refused = report.size;

  const bar = progress?.isTTY ? new SingleBar({ format: "{bar} {value}/{total}", stream: progress }) : undefined;
  bar?.start(entries.length, 0);
  const work = register.put(
    entries.map(({ entry }) => entry),
    {
      now,
      // The lines that can be read are tried all the same: the report is about every line.
      dryRun: !apply || refused > 0,
      onEach(result, index) {
        bar?.increment();
        const line = entries[index]?.line ?? 0;
        if (result instanceof RegisterError) {
          refused++;
          report.set(line, `${columnOf(kind, result.path)}: ${result.message}`);
        } else {
          counts[result]++;
          report.set(line, outcomeWords[result]);
        }
      },
    },
  );
  let broken: RegisterError | undefined;
  await work
    .catch((error: unknown) => {
      if (!(error instanceof RegisterError)) throw error;
      broken = error;
    })
    // Only now: lines and bar would write over each other.
    .finally(() => bar?.stop());
  output.write(lines.map(({ line }) => `linha ${line}: ${report.get(line) ?? "não gravada"}\n`).join(""));
  if (refused > 0) output.write(`${refused} de ${lines.length} linhas com problema. Nada foi gravado.\n`);
  else if (broken) output.write(`Nada foi gravado: ${broken.message}. Tente de novo.\n`);
  else
    output.write(
      `${counts.created} a criar, ${counts.changed} a alterar, ${counts.same} iguais. ${apply ? "Gravado." : "Nada foi gravado: para gravar, use --apply."}\n`,
    );
  return refused > 0 || broken ? 1 : 0;
}

/** What the lines hand in, and what is wrong with those that cannot be read. */
async function read(kind: ResourceName, lines: readonly CsvLine[], register: Register) {
  const known = await register.getMany(
    kind,
    lines.map(({ row }) => row.id ?? ""),
  );
  const seen = new Map<string, number>();
  const entries: { line: number; entry: Entry }[] = [];
  const report = new Map<number, string>();
  for (const { line, row } of lines) {
    const id = row.id ?? "";
    const before = seen.get(id);
    seen.set(id, before ?? line);
    const result = readLine(kind, row, known.get(id));
    if (before !== undefined && id !== "") report.set(line, `id: já está na linha ${before} deste arquivo`);
    else if ("entry" in result) entries.push({ line, entry: result.entry });
    else report.set(line, result.problems.join("; "));
  }
  return { entries, report };
}
