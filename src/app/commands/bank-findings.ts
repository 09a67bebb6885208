import type { BankCode } from "../../core/billing/bank-code.ts";
import { bankName } from "../../core/billing/bank-names.ts";
import { settingsState } from "../../core/operator/api-wallets.ts";
import { describeBankTrouble, urgentBankTroubles } from "../../core/operator/bank-trouble.ts";
import { apiLimitProblems } from "../../core/register/api-limit-problems.ts";
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
  const findings = wallets.map((wallet): Finding => {
    const { state, words } = settingsState(wallet);
    const off = wallet.active ? "" : ", desligada";
    const sign = state === "good" ? "✔" : state === "broken" && wallet.active ? "✘" : "!";
    return { sign, text: `Banco ${bankName(wallet.bankCode)}, carteira "${wallet.externalId}"${off}: ${words}` };
  });
  return [...findings, ...(await limitFindings(prisma)), ...(await pixFindings(prisma)), ...told];
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

/** So many boletos without PIX, one after the other, are no accident. */
const without = 3;

/** Banks make boletos without PIX, and say nothing, if the account has no active PIX key. */
async function pixFindings(prisma: PrismaClient): Promise<Finding[]> {
  const wallets = await prisma.bankWallet.findMany({ where: { registersBy: "api", active: true } });
  const findings: Finding[] = [];
  for (const { id, bankCode, externalId } of wallets) {
    const last = await prisma.boleto.findMany({
      where: { bankWalletId: id, payableAt: { not: null } },
      orderBy: { payableAt: "desc" },
      take: without,
      select: { pixCopiaECola: true },
    });
    if (last.length < without || last.some(({ pixCopiaECola }) => pixCopiaECola !== null)) continue;
    const text = `Banco ${bankName(bankCode)}, carteira "${externalId}": os últimos ${without} boletos vieram sem PIX. Confira no banco se a conta tem uma chave PIX ativa.`;
    findings.push({ sign: "!", text });
  }
  return findings;
}
