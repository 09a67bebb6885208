import { bancoDoBrasilOf } from "../banks/banco-do-brasil/open.ts";
import { readBbWebhook } from "../banks/banco-do-brasil/read-webhook.ts";
import { createFileRegistrar } from "../banks/cnab240/create-file-registrar.ts";
import { returnsFolderReader } from "../banks/cnab240/read-returns-folder.ts";
import { interOf } from "../banks/inter/open.ts";
import { readInterWebhook } from "../banks/inter/read-webhook.ts";
import { certificateEndsAt } from "../banks/rest/certificate-ends-at.ts";
import type { WalletParts } from "../banks/rest/open-client.ts";
import { sicoobOf } from "../banks/sicoob/open.ts";
import { readSicoobWebhook } from "../banks/sicoob/read-webhook.ts";
import { AppError } from "../core/app-error.ts";
import type { BankDesk, WebhookNote } from "../core/bank-ports.ts";
import type { ApiBankCode } from "../core/banks.ts";
import { type BankCode, bankCodes } from "../core/billing/bank-code.ts";
import { localDate } from "../core/billing/calendar/local-time.ts";
import type { ApiWallet } from "../core/operator/api-wallets.ts";
import type { Clock, Registrar, RegistrarOf, Storage } from "../core/ports.ts";
import type { BankWalletRecord } from "../core/records/boleto-records.ts";
import { applyReturn } from "../core/use-cases/bank-files/apply-return.ts";
import type { WebhookReaders } from "../core/use-cases/boletos/read-webhook.ts";
import type { Deps } from "../core/use-cases/deps.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { startPoller } from "../database/jobs/start-poller.ts";
import type { Logger } from "../logger.ts";
import { createBankDesk } from "../storage/bank-desk.ts";
import { bankWalletOf } from "../storage/turn/invoice-case.ts";

/** A bank that is spoken to over its API. The rest that is known of it stands in core/banks.ts. */
interface ApiBank {
  /** Its name in the address of its webhook, and in what was stored from there. */
  slug: string;
  open(parts: WalletParts): Registrar;
  readWebhook(body: unknown): WebhookNote[] | undefined;
}

const apiBanks: Readonly<Record<ApiBankCode, ApiBank>> = {
  "001": { slug: "bb", open: bancoDoBrasilOf, readWebhook: readBbWebhook },
  "077": { slug: "inter", open: interOf, readWebhook: readInterWebhook },
  "756": { slug: "sicoob", open: sicoobOf, readWebhook: readSicoobWebhook },
};
const apiBankOf = (bankCode: BankCode): ApiBank | undefined =>
  (apiBanks as Partial<Record<BankCode, ApiBank>>)[bankCode];

/** How each bank's posts are read, by its name in the address. */
export const webhookReaders: WebhookReaders = new Map(
  bankCodes.flatMap((bankCode) => {
    const bank = apiBankOf(bankCode);
    return bank ? [[bank.slug, { bankCode, read: bank.readWebhook }]] : [];
  }),
);

/** Settings are read again after so long: a renewed certificate needs no restart. */
const readAgainMs = 5 * 60_000;

/** Finds the registrar of a bank wallet: the bank's API, or the sandbox. Throws AppError where its settings are wrong. */
export function openBanks(of: {
  /** Holds a settings file for each bank wallet, by its id. */
  folder: string;
  sandbox: Registrar;
  /** Banks by file. */
  files: Registrar;
  desk: BankDesk;
  clock: Clock;
  callMs: number;
}): RegistrarOf {
  const { folder, sandbox, files, desk, clock, callMs } = of;
  const open = new Map<string, { registrar: Registrar; readAt: number }>();
  return (bankWallet) => {
    if (bankWallet.registersBy === "sandbox") return sandbox;
    if (bankWallet.registersBy === "cnab240") return files;
    const bank = apiBankOf(bankWallet.bankCode);
    if (!bank) throw new AppError("no-registrar", "Este jeito de registrar ainda não está disponível.");
    const known = open.get(bankWallet.id);
    if (known && performance.now() - known.readAt < readAgainMs) return known.registrar;
    const registrar = bank.open({
      settings: { folder, name: settingsName(bankWallet) },
      bankWallet,
      desk,
      clock,
      callMs,
    });
    open.set(bankWallet.id, { registrar, readAt: performance.now() });
    return registrar;
  };
}

/** The same, where settings that are wrong make a bank that is not asked: whoever waits is told, and `onFault` why. */
export function patientBanks(registrarOf: RegistrarOf, clock: Clock, onFault: (error: unknown) => void): RegistrarOf {
  const notAsked = async () => ({
    kind: "in-trouble" as const,
    retryAt: new Date(clock.now().getTime() + readAgainMs),
  });
  const unasked: Registrar = {
    register: notAsked,
    lookUp: notAsked,
    cancel: async () => ({ kind: "later", retryAt: (await notAsked()).retryAt }),
  };
  return (bankWallet) => {
    try {
      return registrarOf(bankWallet);
    } catch (error) {
      onFault(error);
      return unasked;
    }
  };
}

/** The settings file of a bank wallet. */
function settingsName({ externalId }: Pick<BankWalletRecord, "externalId">): string {
  return `${encodeURIComponent(externalId)}.json`;
}

const lookEveryMs = 15_000;

/** The banks by file (CNAB 240): how they register, and the folder that their return files come into. */
export function createFileBank({ storage, clock }: { storage: Storage; clock: Clock }) {
  const wasSent = (boletoId: string) => storage.transaction((records) => records.files.wasSent(boletoId));
  return {
    registrar: createFileRegistrar({ clock, wasSent }),
    /** Looks into a folder again and again; without one there is nothing to stop. */
    watchReturns({ dir, deps, logger }: { dir: string | undefined; deps: Deps; logger: Logger }): () => Promise<void> {
      if (dir === undefined) return async () => {};
      const readFolder = returnsFolderReader(dir, (file) => applyReturn(deps, file));
      const logged = () => readFolder().catch((err) => logger.error({ err }, "returns folder failed"));
      return startPoller(() => logged().then(() => undefined), { atMostMs: lookEveryMs }).stop;
    },
  };
}

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
      registrarOf(bankWalletOf(row));
      const endsAt = certificateEndsAt({ folder, name: wallet.settingsFile });
      if (!endsAt) return wallet;
      const days = Math.floor((endsAt.getTime() - now.getTime()) / dayMs);
      return { ...wallet, certificate: { days, endsOn: localDate(endsAt) } };
    } catch (error) {
      return { ...wallet, fault: error instanceof AppError ? error.message : "ajustes com defeito." };
    }
  });
}

const unused = () => Promise.reject(new Error("Nobody is asked here"));
