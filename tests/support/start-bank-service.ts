import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startAsaas } from "../standins/banks/start-asaas.ts";
import { startBb } from "../standins/banks/start-bb.ts";
import { startCora } from "../standins/banks/start-cora.ts";
import { startInter } from "../standins/banks/start-inter.ts";
import { startSicoob } from "../standins/banks/start-sicoob.ts";
import { startSicredi } from "../standins/banks/start-sicredi.ts";
import { enterSubscriber, type StorySubscriber } from "./enter-subscriber.ts";
import { chatOf, type Service, startService } from "./start-chat.ts";
import type { TestDatabase } from "./test-database.ts";

/** The bank wallets of stories at a bank's API. */
export const apiBanks = {
  inter: {
    code: "077",
    name: "Inter",
    bankNumbers: true,
    account: { beneficiario: "1234567", carteira: "112" },
    start: startInter,
  },
  sicoob: {
    code: "756",
    name: "Sicoob",
    bankNumbers: false,
    account: { agencia: "3041", beneficiario: "0123456", carteira: "1" },
    start: startSicoob,
  },
  cora: { code: "403", name: "Cora", bankNumbers: true, account: {}, start: startCora },
  asaas: { code: "461", name: "Asaas", bankNumbers: true, account: {}, start: startAsaas },
  sicredi: {
    code: "748",
    name: "Sicredi",
    bankNumbers: false,
    account: { agencia: "6789", posto: "03", beneficiario: "12345" },
    start: startSicredi,
  },
  bb4: {
    code: "001",
    name: "Banco do Brasil",
    bankNumbers: false,
    account: { agencia: "1234", conta: "00056789", beneficiario: "1234567", carteira: "17" },
    start: (of: { now: () => Date }) => startBb({ ...of, type: 4 }),
  },
  bb3: {
    code: "001",
    name: "Banco do Brasil",
    bankNumbers: true,
    account: { agencia: "1234", conta: "00056789", beneficiario: "1234567", carteira: "17" },
    start: (of: { now: () => Date }) => startBb({ ...of, type: 3 }),
  },
} as const;

/** The name of one of them. */
export type ApiBank = keyof typeof apiBanks;

type StandIns = { [B in ApiBank]: Awaited<ReturnType<(typeof apiBanks)[B]["start"]>> };

/** A service whose subscribers may choose a bank's API, or Itaú's sandbox; the banks are stand-ins at the same clock. */
export async function startBankServices(
  banks: readonly ApiBank[],
  at: string,
  options: {
    database?: TestDatabase;
    callMs?: number;
    webhookSecret?: string;
    lanes?: number;
    works?: boolean;
  } = {},
) {
  const { database, lanes = 1, works = false, ...more } = options;
  const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-banks-"));
  let service: Service | undefined;
  const now = () => service?.clock() ?? new Date();
  const started: Partial<Record<ApiBank, StandIns[ApiBank]>> = {};
  for (const bank of banks) started[bank] = await apiBanks[bank].start({ now });
  const standIns = started as StandIns;
  const running = await startService(at, database, { banks: { dir: folder, ...more }, lanes, works });
  service = running;
  return {
    service: running,
    standIns,
    /** A subscriber of its own, with a bank wallet of its own at that bank. */
    async personAt(bank: ApiBank, story: StorySubscriber = {}) {
      const { code, bankNumbers, account } = apiBanks[bank];
      const entered = await enterSubscriber(running, {
        invoices: [{ due: "2026-12-10", about: "uso de novembro" }],
        banks: [{ code, registersBy: "api", bankNumbers, account }, "341"],
        ...story,
      });
      standIns[bank].settle(`${entered.externalId}-0`, standIns[bank].settings, folder);
      return { ...entered, chat: chatOf(running, entered.phone) };
    },
    /** Other settings for a bank wallet. */
    settle: (bank: ApiBank, walletId: string, settings: Record<string, unknown>) =>
      standIns[bank].settle(walletId, settings, folder),
    async stop() {
      await running.stop();
      for (const bank of banks) await standIns[bank].stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The same at one bank. */
export async function startBankService<B extends ApiBank>(
  bank: B,
  at: string,
  options: Parameters<typeof startBankServices>[2] = {},
) {
  const { service, standIns, personAt, settle, stop } = await startBankServices([bank], at, options);
  const standIn: StandIns[B] = standIns[bank];
  return {
    service,
    standIn,
    name: apiBanks[bank].name,
    person: (story?: StorySubscriber) => personAt(bank, story),
    settle: (walletId: string, settings: Record<string, unknown>) => settle(bank, walletId, settings),
    stop,
  };
}
