import { bankName } from "../../core/billing/bank-names.ts";
import { settingsState } from "../../core/operator/api-wallets.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { checkApiWallets } from "../banks.ts";
import type { Finding } from "./doctor.ts";

/** Checks the bank wallets that register by API. A problem with an inactive wallet is a warning, not an error. */
export async function bankFindings(prisma: PrismaClient, folder: string, now: Date): Promise<Finding[]> {
  const wallets = await checkApiWallets(prisma, folder, now);
  return wallets.map((wallet) => {
    const { state, words } = settingsState(wallet);
    const off = wallet.active ? "" : ", desligada";
    const sign = state === "good" ? "✔" : state === "broken" && wallet.active ? "✘" : "!";
    return { sign, text: `Banco ${bankName(wallet.bankCode)}, carteira "${wallet.externalId}"${off}: ${words}` };
  });
}
