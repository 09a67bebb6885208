import { bankName } from "../../core/billing/bank-names.ts";
import { settingsState } from "../../core/operator/api-wallets.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { lookAtApiWallets } from "../banks.ts";
import type { Finding } from "./doctor.ts";

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
