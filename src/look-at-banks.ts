import { certificateEndsAt } from "./banks/rest/certificate-ends-at.ts";
import type { Finding } from "./cli/doctor.ts";
import { AppError } from "./core/app-error.ts";
import { bankName } from "./core/billing/bank-names.ts";
import { localDate } from "./core/billing/local-time.ts";
import { type ApiWallet, settingsState } from "./core/panel/api-wallets.ts";
import { openBanks, settingsName } from "./open-banks.ts";
import { createBankDesk } from "./storage/bank-desk.ts";
import type { PrismaClient } from "./storage/generated/client.ts";
import { bankWalletOf } from "./storage/records/invoice-case.ts";

const dayMs = 86_400_000;

/** Looks at the settings of every bank wallet at a bank's API, also of those switched off. Calls no bank. */
export async function lookAtApiWallets(prisma: PrismaClient, folder: string, now: Date): Promise<ApiWallet[]> {
  const rows = await prisma.bankWallet.findMany({
    where: { registersBy: "api" },
    orderBy: { externalId: "asc" },
  });
  const clock = { now: () => now };
  const other = { register: unused, lookUp: unused, cancel: unused };
  const registrarOf = openBanks({
    folder,
    sandbox: other,
    files: other,
    desk: createBankDesk(prisma),
    clock,
    callMs: 1,
  });
  return rows.map((row) => {
    const { externalId, bankCode, active } = row;
    const wallet = { externalId, bankCode, active, settingsFile: settingsName(row) };
    try {
      registrarOf(bankWalletOf(row, []));
      const endsAt = certificateEndsAt({ folder, name: wallet.settingsFile });
      if (!endsAt) return wallet;
      const days = Math.floor((endsAt.getTime() - now.getTime()) / dayMs);
      return { ...wallet, certificate: { days, endsOn: localDate(endsAt) } };
    } catch (error) {
      return { ...wallet, fault: error instanceof AppError ? error.message : "ajustes com defeito." };
    }
  });
}

/** The same as the doctor says it: what is not in order with one that is switched off is to be known, no more. */
export async function bankFindings(prisma: PrismaClient, folder: string, now: Date): Promise<Finding[]> {
  const wallets = await lookAtApiWallets(prisma, folder, now);
  return wallets.map((wallet) => {
    const { state, words } = settingsState(wallet);
    const off = wallet.active ? "" : ", desligada";
    const sign = state === "good" ? "✔" : state === "broken" && wallet.active ? "✘" : "!";
    return { sign, text: `Banco ${bankName(wallet.bankCode)}, carteira "${wallet.externalId}"${off}: ${words}` };
  });
}

const unused = () => Promise.reject(new Error("Nobody is asked here"));
