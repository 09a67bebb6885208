import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Writable } from "node:stream";
import type { Config } from "../../config.ts";
import { AppError } from "../../core/app-error.ts";
import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { localDate, localTime } from "../../core/billing/calendar/local-time.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import { readReturn } from "../../core/cnab240/read-return.ts";
import { type ReportedTitle, type ReturnReport, reportOnly } from "../../core/cnab240/return-report.ts";
import { decodeFile } from "../../core/cnab240/split-lines.ts";
import { titleJson } from "../../core/cnab240/title-json.ts";
import type { BankWalletRecord } from "../../core/records/boleto-records.ts";
import { applyReturn } from "../../core/use-cases/bank-files/apply-return.ts";
import { makeRemittance, type RemittanceResult } from "../../core/use-cases/bank-files/make-remittance.ts";
import { createRemittances } from "../../storage/remittance-store.ts";
import { bankWalletOf } from "../../storage/turn/invoice-case.ts";
import type { Commands } from "./program.ts";
import { withApp } from "./with-app.ts";

/** Makes of a command one whose known faults end in a sentence. */
export type Guarded = <O>(command: (options: O) => Promise<number>) => (options: O) => Promise<number>;

/** The commands about files of banks (CNAB 240). */
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
      // Nothing was ever kept there: the file is only read, and no database made for that.
      const { database } = config;
      if (dryRun && database.kind === "embedded" && !existsSync(database.dataDir)) return runReturn(command);
      return runReturn({
        ...command,
        apply: (received) => withApp(config, ({ deps }) => applyReturn(deps, received)),
      });
    }),
  };
}

/** What the command works with. */
export interface RemittanceCommand {
  wallet: string;
  dryRun: boolean;
  /** Where the file is written to, for the bank. */
  out?: string;
  /** The number of one that was made before, to have it again. */
  number?: number;
  find(wallet: string): Promise<BankWalletRecord | undefined>;
  make(wallet: BankWalletRecord, dryRun: boolean): Promise<RemittanceResult>;
  again(number: number): Promise<{ fileName: string; content: Uint8Array } | undefined>;
  output: Writable;
}

/**
 * `faturabot remessa`: makes the remessa of a bank wallet with all that waits, keeps it, and writes it to a file where
 * one is named. With `dryRun` nothing is kept. Exit code 1 where a boleto does not fit into the bank's file.
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

const words: Readonly<Record<string, string>> = {
  ENOENT: "não existe",
  EISDIR: "é uma pasta; esperado um arquivo",
  EACCES: "não pode ser lido: falta permissão",
  EPERM: "não pode ser lido: falta permissão",
};

/** The bytes of a file. Throws AppError with a sentence where it cannot be read. */
function readBankFile(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    const why = words[(cause as NodeJS.ErrnoException).code ?? ""] ?? "não pode ser lido";
    throw new AppError("file", `O arquivo "${file}" ${why}.`, { cause });
  }
}
