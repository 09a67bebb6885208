import { writeFileSync } from "node:fs";
import type { Writable } from "node:stream";
import { AppError } from "../core/app-error.ts";
import type { BankWalletRecord } from "../core/records.ts";
import type { RemittanceResult } from "../core/use-cases/make-remittance.ts";

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
