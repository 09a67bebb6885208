import { asaasOf } from "../banks/asaas/open.ts";
import { readAsaasWebhook } from "../banks/asaas/read-webhook.ts";
import { bancoDoBrasilOf } from "../banks/banco-do-brasil/open.ts";
import { readBbWebhook } from "../banks/banco-do-brasil/read-webhook.ts";
import { createFileRegistrar } from "../banks/cnab240/create-file-registrar.ts";
import { returnsFolderReader } from "../banks/cnab240/read-returns-folder.ts";
import { coraOf } from "../banks/cora/open.ts";
import { coraHeaders, readCoraWebhook } from "../banks/cora/read-webhook.ts";
import { interOf, interWebhooksOf } from "../banks/inter/open.ts";
import { readInterWebhook } from "../banks/inter/read-webhook.ts";
import { certificateEndsAt } from "../banks/rest/certificate-ends-at.ts";
import type { WalletParts } from "../banks/rest/open-client.ts";
import { runAwaited } from "../banks/rest/pace.ts";
import { sicoobOf, sicoobWebhooksOf } from "../banks/sicoob/open.ts";
import { readSicoobWebhook } from "../banks/sicoob/read-webhook.ts";
import { sicrediOf } from "../banks/sicredi/open.ts";
import { readSicrediWebhook } from "../banks/sicredi/read-webhook.ts";
import { AppError } from "../core/app-error.ts";
import type { BankDesk, BankWebhooks, WebhookNote } from "../core/bank-ports.ts";
import type { ApiBankCode } from "../core/banks.ts";
import { type BankCode, bankCodes } from "../core/billing/bank-code.ts";
import { localDate } from "../core/billing/calendar/local-time.ts";
import { brasilia } from "../core/billing/calendar/zone.ts";
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

/** A bank with an API. Its other properties are in core/banks.ts. */
interface ApiBank {
  /** The name of the bank in the URL of its webhook, and in stored webhooks. */
  slug: string;
  open(parts: WalletParts): Registrar;
  readWebhook(body: unknown): WebhookNote[] | undefined;
  /** Absent if webhooks are registered in the bank's portal only. */
  webhooks?(parts: WalletParts): BankWebhooks;
  /** Headers that say what its webhook is about. Kept as the body if there is none. */
  webhookHeaders?: readonly string[];
}

const apiBanks: Readonly<Record<ApiBankCode, ApiBank>> = {
  "001": { slug: "bb", open: bancoDoBrasilOf, readWebhook: readBbWebhook },
  "077": { slug: "inter", open: interOf, readWebhook: readInterWebhook, webhooks: interWebhooksOf },
  "403": { slug: "cora", open: coraOf, readWebhook: readCoraWebhook, webhookHeaders: coraHeaders },
  "461": { slug: "asaas", open: asaasOf, readWebhook: readAsaasWebhook },
  "748": { slug: "sicredi", open: sicrediOf, readWebhook: readSicrediWebhook },
  "756": { slug: "sicoob", open: sicoobOf, readWebhook: readSicoobWebhook, webhooks: sicoobWebhooksOf },
};
const apiBankOf = (bankCode: BankCode): ApiBank | undefined =>
  (apiBanks as Partial<Record<BankCode, ApiBank>>)[bankCode];

/** The functions that read webhooks, by the name of the bank in the URL. */
export const webhookReaders: WebhookReaders = new Map(
  bankCodes.flatMap((bankCode) => {
    const bank = apiBankOf(bankCode);
    return bank ? [[bank.slug, { bankCode, read: bank.readWebhook }]] : [];
  }),
);

/** Where a bank wallet's webhook is registered, and the bank's name in its address. Throws AppError if it cannot be. */
export function webhooksOf(
  bankWallet: BankWalletRecord,
  parts: { folder: string; desk: BankDesk; clock: Clock; callMs: number },
): { slug: string; webhooks: BankWebhooks } {
  const bank = bankWallet.registersBy === "api" ? apiBankOf(bankWallet.bankCode) : undefined;
  if (!bank) throw new AppError("no-api", "Esta carteira não registra pela API do banco: não há avisos dela.");
  if (!bank.webhooks)
    throw new AppError("no-webhook-api", "Este banco cadastra avisos só no portal dele. Veja docs/bancos.md.");
  const { folder, ...rest } = parts;
  const settings = { folder, name: settingsName(bankWallet) };
  return { slug: bank.slug, webhooks: bank.webhooks({ ...rest, settings, bankWallet }) };
}

/** The headers that webhooks of a bank are kept by, by the bank's name in the URL. */
export const webhookHeaders: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.values(apiBanks).map(({ slug, webhookHeaders: headers = [] }) => [slug, headers]),
);

/** A settings file is read again after this time, so that a renewed certificate needs no restart. */
const settingsMaxAgeMs = 5 * 60_000;

/**
 * Returns a function that finds the registrar of a bank wallet: the API of the bank, its files or the sandbox. The
 * function throws AppError if the settings of the wallet are wrong.
 */
export function openBanks({
  folder,
  sandbox,
  files,
  desk,
  clock,
  callMs,
}: {
  /** Contains a settings file for each bank wallet, named after the external id of the wallet. */
  folder: string;
  sandbox: Registrar;
  /** The registrar of the banks that register by file (CNAB 240). */
  files: Registrar;
  desk: BankDesk;
  clock: Clock;
  callMs: number;
}): RegistrarOf {
  const registrars = new Map<string, { registrar: Registrar; readAt: number }>();
  return (bankWallet) => {
    if (bankWallet.registersBy === "sandbox") return sandbox;
    if (bankWallet.registersBy === "cnab240") return files;
    const bank = apiBankOf(bankWallet.bankCode);
    if (!bank) throw new AppError("no-registrar", "Este jeito de registrar ainda não está disponível.");
    const known = registrars.get(bankWallet.id);
    if (known && performance.now() - known.readAt < settingsMaxAgeMs) return known.registrar;
    const settings = { folder, name: settingsName(bankWallet) };
    const registrar = withPriority(bank.open({ settings, bankWallet, desk, clock, callMs }));
    registrars.set(bankWallet.id, { registrar, readAt: performance.now() });
    return registrar;
  };
}

/** Passes on to the bank's client whether a person waits for the answer. */
function withPriority(registrar: Registrar): Registrar {
  const { pdf } = registrar;
  return {
    ...registrar,
    register: (request) => runAwaited(request.isAwaited === true, () => registrar.register(request)),
    lookUp: (request) => runAwaited(request.isAwaited === true, () => registrar.lookUp(request)),
    ...(pdf && { pdf: (request) => runAwaited(true, () => pdf(request)) }),
  };
}

/**
 * Wraps `registrarOf` so that it never throws. For a wallet with wrong settings it returns a registrar that always
 * answers "in trouble", and reports the fault to `onFault`.
 */
export function patientBanks(registrarOf: RegistrarOf, clock: Clock, onFault: (error: unknown) => void): RegistrarOf {
  const notAsked = async () => ({
    kind: "in-trouble" as const,
    retryAt: new Date(clock.now().getTime() + settingsMaxAgeMs),
  });
  const unasked: Registrar = {
    register: notAsked,
    lookUp: notAsked,
    payments: notAsked,
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

/** Returns the name of the settings file of a bank wallet. */
function settingsName({ externalId }: Pick<BankWalletRecord, "externalId">): string {
  return `${encodeURIComponent(externalId)}.json`;
}

const folderPollMs = 15_000;

/**
 * Creates the registrar of the banks that register by file (CNAB 240), and the watch on the folder into which their
 * return files are put.
 */
export function createFileBank({ storage, clock }: { storage: Storage; clock: Clock }) {
  const wasSent = (boletoId: string) => storage.transaction((records) => records.files.wasSent(boletoId));
  return {
    registrar: createFileRegistrar({ clock, wasSent }),
    /**
     * Applies return files as they appear in the folder. Returns a function that ends this. Without a folder, does
     * nothing.
     */
    watchReturns({ dir, deps, logger }: { dir: string | undefined; deps: Deps; logger: Logger }): () => Promise<void> {
      if (dir === undefined) return async () => {};
      const readFolder = returnsFolderReader(dir, (file) => applyReturn(deps, file));
      const readLogged = () => readFolder().catch((err) => logger.error({ err }, "returns folder failed"));
      return startPoller(() => readLogged().then(() => undefined), { atMostMs: folderPollMs }).stop;
    },
  };
}

const dayMs = 86_400_000;

/**
 * Checks the settings and the certificate of every bank wallet that registers by API, including inactive ones. Calls no
 * bank.
 */
export async function checkApiWallets(prisma: PrismaClient, folder: string, now: Date): Promise<ApiWallet[]> {
  const rows = await prisma.bankWallet.findMany({
    where: { registersBy: "api" },
    orderBy: { externalId: "asc" },
  });
  const clock = { now: () => now };
  const noRegistrar = { register: rejectCall, lookUp: rejectCall, cancel: rejectCall };
  const registrarOf = openBanks({
    folder,
    sandbox: noRegistrar,
    files: noRegistrar,
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
      return { ...wallet, certificate: { days, endsOn: localDate(endsAt, brasilia) } };
    } catch (error) {
      return { ...wallet, fault: error instanceof AppError ? error.message : "ajustes com defeito." };
    }
  });
}

const rejectCall = () => Promise.reject(new Error("Nobody is asked here"));
