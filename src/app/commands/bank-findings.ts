import type { BankCode } from "../../core/billing/bank-code.ts";
import { bankName } from "../../core/billing/bank-names.ts";
import { settingsState } from "../../core/operator/api-wallets.ts";
import { apiLimitProblems } from "../../core/register/api-limit-problems.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { checkApiWallets } from "../banks.ts";
import type { Finding } from "./doctor.ts";

/**
 * Returns the state of the API bank wallets as doctor findings. A problem with an inactive wallet is a warning, not an
 * error.
 */
export async function bankFindings(prisma: PrismaClient, folder: string, now: Date): Promise<Finding[]> {
  const wallets = await checkApiWallets(prisma, folder, now);
  const findings = wallets.map((wallet): Finding => {
    const { state, words } = settingsState(wallet);
    const off = wallet.active ? "" : ", desligada";
    const sign = state === "good" ? "✔" : state === "broken" && wallet.active ? "✘" : "!";
    return { sign, text: `Banco ${bankName(wallet.bankCode)}, carteira "${wallet.externalId}"${off}: ${words}` };
  });
  return [...findings, ...(await limitFindings(prisma))];
}

/** Returns what banks would refuse of wallets that were saved before their limits were known. */
async function limitFindings(prisma: PrismaClient): Promise<Finding[]> {
  const rows = await prisma.bankWallet.findMany({
    where: { registersBy: "api", active: true },
    orderBy: { externalId: "asc" },
  });
  return rows.flatMap(({ bankCode: code, maxCents, ...row }) => {
    const bankCode = code as BankCode;
    const limited = { ...row, bankCode, ...(maxCents !== null && { maxCents: Number(maxCents) }) };
    return apiLimitProblems(limited).map(
      ({ message }): Finding => ({
        sign: "!",
        text: `Banco ${bankName(bankCode)}, carteira "${row.externalId}": ${message}`,
      }),
    );
  });
}
