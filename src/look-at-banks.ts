import { certificateEndsAt } from "./banks/rest/certificate-ends-at.ts";
import type { Finding } from "./cli/doctor.ts";
import { AppError } from "./core/app-error.ts";
import { bankName } from "./core/billing/bank-names.ts";
import { fullDate } from "./core/billing/date-words.ts";
import { localDate } from "./core/billing/local-time.ts";
import { openBanks, settingsName } from "./open-banks.ts";
import { createBankDesk } from "./storage/bank-desk.ts";
import type { PrismaClient } from "./storage/generated/client.ts";
import { bankWalletOf } from "./storage/records/invoice-case.ts";

const dayMs = 86_400_000;
/** So long a new certificate may take. */
const warnDays = 30;

/** A bank wallet at a bank's API, with the days that its certificate still lasts. */
export interface ApiWallet {
  externalId: string;
  bankCode: string;
  /** Absent where the bank wants none, or it cannot be read. */
  certificateDays?: number;
  /** What is wrong with its settings. */
  fault?: string;
}

/** Looks at the settings of every active bank wallet at a bank's API. Calls no bank. */
export async function lookAtApiWallets(prisma: PrismaClient, folder: string, now: Date): Promise<ApiWallet[]> {
  const rows = await prisma.bankWallet.findMany({
    where: { registersBy: "api", active: true },
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
    const { externalId, bankCode } = row;
    try {
      registrarOf(bankWalletOf(row, []));
      const endsAt = certificateEndsAt({ folder, name: settingsName(row) });
      const days = endsAt && Math.floor((endsAt.getTime() - now.getTime()) / dayMs);
      return { externalId, bankCode, ...(days !== undefined && { certificateDays: days }) };
    } catch (error) {
      return { externalId, bankCode, fault: error instanceof AppError ? error.message : "ajustes com defeito" };
    }
  });
}

/** The same as the doctor says it. */
export async function bankFindings(prisma: PrismaClient, folder: string, now: Date): Promise<Finding[]> {
  const wallets = await lookAtApiWallets(prisma, folder, now);
  return wallets.map(({ externalId, bankCode, certificateDays: days, fault }) => {
    const which = `Banco ${bankName(bankCode)}, carteira "${externalId}"`;
    if (fault !== undefined) return { sign: "✘", text: `${which}: ${fault} Veja docs/bancos.md.` };
    if (days === undefined) return { sign: "✔", text: `${which}: ajustes lidos.` };
    const ends = `certificado até ${fullDate(localDate(new Date(now.getTime() + days * dayMs)))}`;
    if (days < 0) return { sign: "✘", text: `${which}: ${ends}, vencido. Peça outro ao banco.` };
    if (days <= warnDays) return { sign: "!", text: `${which}: ${ends}, faltam ${days} dias. Peça outro ao banco.` };
    return { sign: "✔", text: `${which}: ${ends}.` };
  });
}

const unused = () => Promise.reject(new Error("Nobody is asked here"));
