import { bancoDoBrasilOf } from "./banks/banco-do-brasil/open.ts";
import { readBbWebhook } from "./banks/banco-do-brasil/read-webhook.ts";
import { interOf } from "./banks/inter/open.ts";
import { readInterWebhook } from "./banks/inter/read-webhook.ts";
import type { WalletParts } from "./banks/rest/wallet-parts.ts";
import { sicoobOf } from "./banks/sicoob/open.ts";
import { readSicoobWebhook } from "./banks/sicoob/read-webhook.ts";
import { AppError } from "./core/app-error.ts";
import type { BankDesk } from "./core/bank-ports.ts";
import type { Clock, Registrar, RegistrarOf } from "./core/ports.ts";
import type { BankWalletRecord } from "./core/records.ts";
import type { WebhookReaders } from "./core/use-cases/read-webhook.ts";

const openers: Readonly<Record<string, (parts: WalletParts) => Registrar>> = {
  "001": bancoDoBrasilOf,
  "077": interOf,
  "756": sicoobOf,
};
/** How each bank's posts are read. */
export const webhookReaders: WebhookReaders = {
  inter: readInterWebhook,
  sicoob: readSicoobWebhook,
  bb: readBbWebhook,
};

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
    const opener = openers[bankWallet.bankCode];
    if (!opener) throw new AppError("no-registrar", "Este jeito de registrar ainda não está disponível.");
    const known = open.get(bankWallet.id);
    if (known && performance.now() - known.readAt < readAgainMs) return known.registrar;
    const registrar = opener({ settings: { folder, name: settingsName(bankWallet) }, bankWallet, desk, clock, callMs });
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
export function settingsName({ externalId }: Pick<BankWalletRecord, "externalId">): string {
  return `${encodeURIComponent(externalId)}.json`;
}
