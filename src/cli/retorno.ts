import path from "node:path";
import type { Writable } from "node:stream";
import { fullDate } from "../core/billing/date-words.ts";
import { localDate, localTime } from "../core/billing/local-time.ts";
import { formatBrl } from "../core/billing/money.ts";
import { decodeFile } from "../core/cnab240/decode-file.ts";
import { readReturn } from "../core/cnab240/read-return.ts";
import { type ReportedTitle, type ReturnReport, reportOnly } from "../core/cnab240/return-report.ts";
import { titleJson } from "../core/cnab240/title-json.ts";
import { readBankFile } from "./read-bank-file.ts";

/** What the command works with. */
export interface ReturnCommand {
  file: string;
  dryRun: boolean;
  json: boolean;
  /** Absent where there is no database whose boletos the file could be about: then it is only read. */
  apply?: (file: { name: string; bytes: Uint8Array; dryRun: boolean }) => Promise<ReturnReport>;
  output: Writable;
  errors: Writable;
}

/**
 * `faturabot retorno`: applies a bank's return file, or with `dryRun` says what it would do. One line a title, or with
 * `json` one object; what is wrong with the file goes to `errors` by line. Exit code 1 where anything was refused;
 * nothing is changed then.
 */
export async function runReturn({ file, dryRun, json, apply, output, errors }: ReturnCommand): Promise<number> {
  const bytes = readBankFile(file);
  const read = readReturn(decodeFile(bytes));
  const report =
    apply && read.problems.length === 0 ? await apply({ name: path.basename(file), bytes, dryRun }) : reportOnly(read);
  for (const title of report.titles) output.write(`${json ? JSON.stringify(titleJson(title)) : lineOf(title)}\n`);
  for (const { line, message } of report.problems) errors.write(`linha ${line}: ${message}\n`);
  const end = json ? errors : output;
  end.write(`${endOf(report, dryRun)}\n`);
  return report.problems.length > 0 ? 1 : 0;
}

function lineOf(title: ReportedTitle): string {
  const paid = title.paidCents > 0 ? `pago ${formatBrl(title.paidCents)}` : "";
  const parts = [
    `${title.code} ${title.movement.words}`,
    `nosso número ${title.nossoNumero}`,
    title.seuNumero,
    formatBrl(title.amountCents),
    title.dueDate ? `vence ${fullDate(title.dueDate)}` : "",
    paid,
    ...title.reasons,
    `→ ${title.action}`,
  ];
  return `linha ${title.line}: ${parts.filter((part) => part !== "").join(" · ")}`;
}

function endOf({ titles, problems, applied, appliedBefore }: ReturnReport, dryRun: boolean): string {
  if (problems.length > 0) {
    const count = problems.length === 1 ? "1 problema" : `${problems.length} problemas`;
    return `${count} no arquivo. Nada foi aplicado: peça o arquivo de novo ao banco.`;
  }
  if (appliedBefore)
    return `Este arquivo já foi aplicado em ${fullDate(localDate(appliedBefore))} às ${localTime(appliedBefore)}. Nada mudou.`;
  const foreign = titles.filter(({ isForeign }) => isForeign).length;
  const counted = `${titles.length} títulos, ${foreign} de fora.`;
  return applied ? `${counted} Aplicado.` : `${counted} Nada foi aplicado${dryRun ? ": era um ensaio" : ""}.`;
}
