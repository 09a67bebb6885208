import type { Writable } from "node:stream";
import type { Config } from "../../config.ts";
import { AppError } from "../../core/app-error.ts";
import type { RegistrarOf } from "../../core/ports.ts";
import type { BankWalletRecord } from "../../core/records/boleto-records.ts";
import { bankWalletOf } from "../../storage/turn/invoice-case.ts";
import type { Guarded } from "./bank-files.ts";
import type { Commands } from "./program.ts";
import { withApp } from "./with-app.ts";

/** Returns the command that asks a bank for its ranges of nosso número. */
export function rangeCommand({
  guarded,
  configOn,
}: {
  guarded: Guarded;
  configOn(dataDir: string | undefined): Config;
}): Pick<Commands, "bankRange"> {
  return {
    bankRange: guarded(({ wallet, dataDir }) =>
      withApp(configOn(dataDir), ({ prisma, deps }) =>
        runBankRange({
          wallet,
          async find(externalId) {
            const row = await prisma.bankWallet.findUnique({ where: { externalId } });
            return row ? bankWalletOf(row) : undefined;
          },
          registrarOf: deps.registrarOf,
          output: process.stdout,
        }),
      ),
    ),
  };
}

/**
 * Runs `faturabot banks range`: shows the ranges of nosso número that the bank has reserved, and the wallet's own. It
 * changes nothing. Returns exit code 1 if the wallet's range lies in none of them.
 */
export async function runBankRange(command: {
  wallet: string;
  find(wallet: string): Promise<BankWalletRecord | undefined>;
  registrarOf: RegistrarOf;
  output: Writable;
}): Promise<number> {
  const { wallet: id, output } = command;
  const wallet = await command.find(id);
  if (!wallet) throw new AppError("wallet", `--wallet: não existe a carteira de banco "${id}".`);
  const { numberRanges } = command.registrarOf(wallet);
  if (!numberRanges) throw new AppError("wallet", `--wallet: o banco da carteira "${id}" não informa faixas.`);
  const ranges = await numberRanges();
  if (!ranges) throw new AppError("bank-silent", "O banco não respondeu. Tente de novo em alguns minutos.");
  const { from, to } = wallet.nossoNumero;
  const isInside = ranges.some((range) => range.from <= from && to <= range.to);
  const lines = [
    ...ranges.map((range) => `No banco: de ${range.from} a ${range.to}, sem o dígito.`),
    ...(ranges.length === 0 ? ["No banco: nenhuma faixa livre. Peça uma ao gerente."] : []),
    `Na carteira ${id}: de ${from} a ${to}.`,
    isInside
      ? "A faixa da carteira está dentro da do banco."
      : "A faixa da carteira está fora: ponha nela uma parte da faixa do banco que nenhum outro sistema use.",
  ];
  output.write(`${lines.join("\n")}\n`);
  return isInside ? 0 : 1;
}
