import { readFileSync, writeFileSync } from "node:fs";
import type { Writable } from "node:stream";
import { SingleBar } from "cli-progress";
import { AppError } from "../../core/app-error.ts";
import type { Register } from "../../core/register/register.ts";
import { mostLines } from "../../csv/csv-limits.ts";
import { formatImportLine, formatImportReport, importCsv, isMended } from "../../csv/import-csv.ts";

/** Options and dependencies of `faturabot import`. */
export interface Import {
  file: string;
  apply: boolean;
  /** Where to write the file with everything put right that the import put right. */
  mended?: string;
  register: Register;
  now: Date;
  output: Writable;
  /** The terminal for the progress bar. Without it, or if it is no TTY, no bar is drawn. */
  progress?: NodeJS.WriteStream;
}

/**
 * Runs `faturabot import`: applies the lines of a CSV file, all or none, and reports each of them. Without `apply` it
 * only reports what would change. Returns exit code 1, and changes nothing, if any line was refused.
 */
export async function runImport({ file, mended, output, progress, ...how }: Import): Promise<number> {
  const bytes = readBytes(file);
  const bar = progress?.isTTY ? new SingleBar({ format: "{bar} {value}/{total}", stream: progress }) : undefined;
  const report = await importCsv({
    ...how,
    bytes,
    most: mostLines.command,
    onStart: (lines) => bar?.start(lines, 0),
    onLine: () => bar?.increment(),
  })
    // The bar is stopped before the report is printed, because the two would overwrite each other.
    .finally(() => bar?.stop());
  output.write(report.lines.map((line) => `linha ${line.line}: ${formatImportLine(line)}\n`).join(""));
  output.write(`${formatImportReport(report, "para gravar, use --apply")}\n`);
  if (mended !== undefined) writeMended(mended, report.mendedFile());
  else if (isMended(report)) output.write("Para ter o arquivo arrumado, use --mended ARQUIVO.\n");
  return report.refused > 0 || report.broken !== undefined ? 1 : 0;
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new AppError("file", `Não consegui ler o arquivo "${file}".`, { cause });
  }
}

function writeMended(file: string, content: string): void {
  try {
    // An existing file is not overwritten: it may be the one that was imported.
    writeFileSync(file, content, { flag: "wx", mode: 0o600 });
  } catch (cause) {
    throw new AppError("file", `Não consegui gravar o arquivo "${file}": ele já existe, ou a pasta não deixa.`, {
      cause,
    });
  }
}
