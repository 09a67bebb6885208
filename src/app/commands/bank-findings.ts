import { bankName } from "../../core/billing/bank-names.ts";
import { settingsState } from "../../core/operator/api-wallets.ts";
import { describeBankTrouble, urgentBankTroubles } from "../../core/operator/bank-trouble.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { bankTroubles } from "../../storage/operator/bank-troubles.ts";
import { checkApiWallets } from "../banks.ts";
import type { Finding } from "./doctor.ts";

const toldForMs = 86_400_000;

/**
 * Returns the state of the API bank wallets, and what the banks said in the last day, as doctor findings. A problem with
 * an inactive wallet is a warning, not an error.
 */
export async function bankFindings(prisma: PrismaClient, folder: string, now: Date): Promise<Finding[]> {
  const wallets = await checkApiWallets(prisma, folder, now);
  const troubles = await bankTroubles(prisma, new Date(now.getTime() - toldForMs));
  const told = troubles
    .filter(({ type }) => urgentBankTroubles.includes(type))
    .map((trouble): Finding => ({ sign: "!", text: describeBankTrouble(trouble) }));
  const settings = wallets.map((wallet): Finding => {
    const { state, words } = settingsState(wallet);
    const off = wallet.active ? "" : ", desligada";
    const sign = state === "good" ? "✔" : state === "broken" && wallet.active ? "✘" : "!";
    return { sign, text: `Banco ${bankName(wallet.bankCode)}, carteira "${wallet.externalId}"${off}: ${words}` };
  });
  return [...settings, ...told];
}
