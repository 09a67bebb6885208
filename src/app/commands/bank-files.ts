import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Writable } from "node:stream";
import type { Config } from "../../config.ts";
import { AppError } from "../../core/app-error.ts";
import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { localDate, localTime } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import { type ReportedTitle, type ReturnReport, reportOnly, titleJson } from "../../core/cnab240/return-report.ts";
import { decodeFile, tooLarge } from "../../core/cnab240/split-lines.ts";
import { readBankReturn } from "../../core/cnab400/read-bank-return.ts";
import type { BankWalletRecord } from "../../core/records/boleto-records.ts";
import { applyReturn } from "../../core/use-cases/bank-files/apply-return.ts";
import { makeRemittance, type RemittanceResult } from "../../core/use-cases/bank-files/make-remittance.ts";
import { createRemittances } from "../../storage/remittance-store.ts";
import { bankWalletOf } from "../../storage/turn/invoice-case.ts";
import type { Commands } from "./program.ts";
import { withApp } from "./with-app.ts";

/** Wraps a command so that a known error ends in a sentence for the operator. */
export type Guarded = <O>(command: (options: O) => Promise<number>) => (options: O) => Promise<number>;

/** Returns the commands for bank files (CNAB 240, return files also in CNAB 400). */
export function fileCommands({
  guarded,
  configOn,
}: {
  guarded: Guarded;
  configOn(dataDir: string | undefined): Config;
}): Pick<Commands, "remessa" | "retorno"> {
  return {
    remessa: guarded(({ wallet, dryRun, out, number, dataDir }) =>
      withApp(configOn(dataDir), ({ prisma, deps }) =>
        runRemittance({
          wallet,
          dryRun,
          ...(out !== undefined && { out }),
          ...(number !== undefined && { number }),
          async find(externalId) {
            const row = await prisma.bankWallet.findUnique({ where: { externalId } });
            return row ? bankWalletOf(row) : undefined;
          },
          make: (found, tries) => makeRemittance(deps, { wallet: found, until: deps.clock.now(), dryRun: tries }),
          again: (nsa) => createRemittances(prisma).numbered(wallet, nsa),
          output: process.stdout,
        }),
      ),
    ),
    retorno: guarded(async ({ file, dryRun, json, dataDir }) => {
      const config = configOn(dataDir);
      const command = { file, dryRun, json, output: process.stdout, errors: process.stderr };
      // There is no database yet, and a dry run must not create one: the file is only parsed.
      const { database } = config;
      if (dryRun && database.kind === "embedded" && !existsSync(database.dataDir)) return runReturn(command);
      return runReturn({
        ...command,
        apply: (received) => withApp(config, ({ deps }) => applyReturn(deps, received)),
      });
    }),
  };
}

/** Options and dependencies of `faturabot remessa`. */
export interface RemittanceCommand {
  wallet: string;
  dryRun: boolean;
  /** Path of the file for the bank. */
  out?: string;
  /** Number of an earlier remessa, which is written again. */
  number?: number;
  find(wallet: string): Promise<BankWalletRecord | undefined>;
  make(wallet: BankWalletRecord, dryRun: boolean): Promise<RemittanceResult>;
  again(number: number): Promise<{ fileName: string; content: Uint8Array } | undefined>;
  output: Writable;
}

/**
 * Runs `faturabot remessa`: makes and stores the remessa of a bank wallet with everything that is waiting, and writes
 * it to the file `out`, if given. With `dryRun` nothing is stored. Returns exit code 1 if a boleto does not fit into
 * the file of the bank.
 */
export async function runRemittance(command: RemittanceCommand): Promise<number> {
  const { dryRun, out, number, output } = command;
  const wallet = await command.find(command.wallet);
  if (!wallet) throw new AppError("wallet", `--wallet: não existe a carteira de banco "${command.wallet}".`);
  if (wallet.registersBy !== "cnab240")
    throw new AppError("wallet", `--wallet: a carteira "${command.wallet}" não registra por arquivo (cnab240).`);
  if (number !== undefined) {
    const kept = await command.again(number);
    if (!kept) throw new AppError("number", `--number: não existe a remessa ${number} nesta carteira.`);
    write(out ?? kept.fileName, kept.content);
    output.write(`Remessa ${number} gravada em ${out ?? kept.fileName}.\n`);
    return 0;
  }
  const { made, refused } = await command.make(wallet, dryRun);
  for (const { nossoNumero, message } of refused)
    output.write(`fora da remessa: nosso número ${nossoNumero}: ${message}\n`);
  if (!made) output.write("Nada espera por remessa nesta carteira.\n");
  else {
    if (out !== undefined) write(out, Buffer.from(made.content, "latin1"));
    const what = `${made.entered} a registrar, ${made.takenBack} a baixar, ${made.moved} a mudar de vencimento`;
    const where = out === undefined ? `Para ter o arquivo: --number ${made.nsa}` : `Gravada em ${out}`;
    output.write(
      dryRun
        ? `Ensaio: a remessa ${made.nsa} teria ${what}. Nada foi guardado: não envie ao banco.\n`
        : `Remessa ${made.nsa}: ${what}. ${where}.\n`,
    );
  }
  return refused.length > 0 ? 1 : 0;
}

function write(file: string, content: Uint8Array): void {
  try {
    writeFileSync(file, content);
  } catch (cause) {
    throw new AppError("file", `Não consegui gravar o arquivo "${file}".`, { cause });
  }
}

/** Options and dependencies of `faturabot retorno`. */
export interface ReturnCommand {
  file: string;
  dryRun: boolean;
  json: boolean;
  /** Applies the file. Absent if there is no database: the file is then only parsed. */
  apply?: (file: { name: string; bytes: Uint8Array; dryRun: boolean }) => Promise<ReturnReport>;
  output: Writable;
  errors: Writable;
}

/**
 * Runs `faturabot retorno`: applies a bank's return file, or with `dryRun` reports what it would do. Prints one line,
 * or with `json` one object, for each title; what was left out follows, and the file's problems go to `errors`, both by
 * line. Returns exit code 1, with nothing changed, if there is any problem.
 */
export async function runReturn({ file, dryRun, json, apply, output, errors }: ReturnCommand): Promise<number> {
  const bytes = readBankFile(file);
  const read = readBankReturn(decodeFile(bytes));
  const report =
    apply && read.problems.length === 0 ? await apply({ name: path.basename(file), bytes, dryRun }) : reportOnly(read);
  for (const title of report.titles) output.write(`${json ? JSON.stringify(titleJson(title)) : formatTitle(title)}\n`);
  for (const { line, message } of report.problems) errors.write(`linha ${line}: ${message}\n`);
  const end = json ? errors : output;
  for (const { line, message } of report.notes) end.write(`linha ${line}: ${message}\n`);
  end.write(`${formatSummary(report, dryRun)}\n`);
  return report.problems.length > 0 ? 1 : 0;
}

function formatTitle(title: ReportedTitle): string {
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

function formatSummary({ titles, problems, applied, appliedBefore }: ReturnReport, dryRun: boolean): string {
  if (problems.length > 0) {
    const count = problems.length === 1 ? "1 problema" : `${problems.length} problemas`;
    const isOtherFile = problems.some(({ message }) => message.startsWith("isto "));
    return `${count} no arquivo. Nada foi aplicado${isOtherFile ? "" : ": peça o arquivo de novo ao banco"}.`;
  }
  if (appliedBefore)
    return `Este arquivo já foi aplicado em ${fullDate(localDate(appliedBefore, brasilia))} às ${localTime(appliedBefore, brasilia)}. Nada mudou.`;
  const foreign = titles.filter(({ isForeign }) => isForeign).length;
  const likeOurs = titles.filter(({ isLikeOurs }) => isLikeOurs).length;
  const closer = likeOurs > 0 ? ` (${likeOurs} com número nosso: confira a carteira de banco)` : "";
  const counted = `${titles.length} títulos, ${foreign} de fora${closer}.`;
  return applied ? `${counted} Aplicado.` : `${counted} Nada foi aplicado${dryRun ? ": era um ensaio" : ""}.`;
}

const readErrors: Readonly<Record<string, string>> = {
  ENOENT: "não existe",
  EISDIR: "é uma pasta; esperado um arquivo",
  EACCES: "não pode ser lido: falta permissão",
  EPERM: "não pode ser lido: falta permissão",
};

/** Reads a file. Throws AppError if that fails. */
function readBankFile(file: string): Uint8Array {
  try {
    const large = tooLarge(statSync(file).size);
    if (large !== undefined) throw new AppError("file", `${file}: ${large}.`);
    return readFileSync(file);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const why = readErrors[(cause as NodeJS.ErrnoException).code ?? ""] ?? "não pode ser lido";
    throw new AppError("file", `O arquivo "${file}" ${why}.`, { cause });
  }
}
