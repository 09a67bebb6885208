import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { type Boleto, buildBoleto } from "../../../src/core/boleto/boleto.ts";
import { composeNossoNumero } from "../../../src/core/boleto/compose-nosso-numero.ts";
import type { Records, Registrar, RegistrationRequest, Storage } from "../../../src/core/ports.ts";
import type { BankWalletRecord } from "../../../src/core/records/boleto-records.ts";
import type { BankAnswer, CancelAnswer } from "../../../src/core/registration/bank-answer.ts";
import type { Deps } from "../../../src/core/use-cases/deps.ts";
import { createMemory } from "./memory-storage.ts";
import type { BoletoRow, ChatRow, InvoiceRow } from "./memory-tables.ts";

/** A Tuesday, 14:02 in Brazil. */
export const start = new Date("2026-11-24T17:02:00Z");
export const minutes = (count: number, from = start) => new Date(from.getTime() + count * 60_000);

const banks = {
  itau: { bankCode: "341", name: "Itaú", account: { agencia: "1248", conta: "02124", carteira: "109" } },
  caixa: { bankCode: "104", name: "Caixa", account: { beneficiario: "245274" } },
} as const;

export const bank = (id: keyof typeof banks, more: Partial<BankWalletRecord> = {}): BankWalletRecord => ({
  ...{ id, externalId: id, ...banks[id], active: true, cutOff: "20:00", windowSeconds: 1800, daysAfterDue: 59 },
  ...{ registersBy: "sandbox", bankNumbers: false, nossoNumero: { from: 1, to: 1000, next: 1 }, cnab: {} },
  ...{ beneficiaryName: "VALE FIBRA TELECOM LTDA", beneficiaryDocument: "12345678000195", beneficiaryAddress: "" },
  ...more,
});

export const invoice = (id: string, more: Partial<InvoiceRow["invoice"]> = {}): InvoiceRow => ({
  invoice: {
    ...{ id, externalId: id.toUpperCase(), contractId: "c1", description: "uso de novembro" },
    ...{ status: "open", amountCents: 10_990, dueDate: isoDate("2026-12-10") },
    ...more,
  },
  contract: {
    ...{ id: "c1", subscriberId: "maria", address: "Rua A, 1", active: true, walletId: "w" },
    ...{ multaBasisPoints: 200, jurosBasisPointsMonth: 100 },
  },
  subscriber: { id: "maria", name: "Maria Souza", document: "16899535009" },
  wallet: {
    ...{ id: "w", kind: "fatura", description: "Fatura", bankWalletIds: ["itau", "caixa"], lockDays: 0, active: true },
  },
  choice: { reopened: false },
  zone: "America/Sao_Paulo",
  localHolidays: [],
});

/** The numbers that a bank wallet's sequence number gives. */
export function numbersOf(wallet: BankWalletRecord, sequence: number, valorCentavos = 10_990): Boleto {
  const composed = composeNossoNumero(wallet.bankCode, wallet.account, sequence, isoDate("2026-11-24"));
  const nossoNumero = composed.ok ? composed.nossoNumero : "";
  const built = buildBoleto({
    ...{ banco: wallet.bankCode, ...wallet.account, nossoNumero, valorCentavos, vencimento: "2026-12-10" },
  });
  if (!built.ok) throw new Error(built.error.message);
  return built.boleto;
}

/** A boleto of Itaú that was asked for at the start. */
export function boleto(id: string, more: Partial<BoletoRow> = {}): BoletoRow {
  const numbers = numbersOf(bank("itau"), 900 + Number(id.replace(/\D/g, "")));
  const { nossoNumero, campoLivre, codigoBarras, linhaDigitavel } = numbers;
  const nobody = { name: "", document: "", address: "" };
  return {
    ...{ id, invoiceId: "i1", bankWalletId: "itau", bankCode: "341", status: "registering", amountCents: 10_990 },
    ...{ nossoNumero, campoLivre, codigoBarras, linhaDigitavel, dueDate: isoDate("2026-12-10") },
    ...{ principalCents: 10_990, multaCents: 0, jurosCents: 0, multaBasisPoints: 200, jurosPerDayCents: 4 },
    ...{
      payableUntil: isoDate("2027-02-07"),
      issuedAt: start,
      promisedAt: minutes(30),
      unconfirmed: false,
      lookUps: 0,
    },
    slip: { boleto: numbers, beneficiary: nobody, payer: nobody, instructions: [] },
    ...more,
  };
}

/** A bank: it says what it is told to, and `asked` is what it was asked, by our reference. */
export function createBank() {
  const asked: string[] = [];
  const says: { register: BankAnswer; lookUp: BankAnswer; cancel: CancelAnswer } = {
    register: { kind: "processing" },
    lookUp: { kind: "not-found" },
    cancel: { kind: "unknown" },
  };
  const note = (call: keyof typeof says, { reference }: RegistrationRequest) => void asked.push(`${call} ${reference}`);
  const registrar: Registrar = {
    async register(request) {
      note("register", request);
      return says.register;
    },
    async lookUp(request) {
      note("lookUp", request);
      return says.lookUp;
    },
    async cancel(request) {
      note("cancel", request);
      return says.cancel;
    },
  };
  return { asked, says, registrar };
}

/** A provider with two banks and one subscriber, whose invoice `i1` is open; nothing was asked for yet. */
export function createWorld() {
  let now = start;
  const clock = { now: () => now };
  const memory = createMemory(clock);
  const { storage } = memory;
  const atBank = createBank();
  const deps: Deps = {
    ...{ clock, storage, registrarOf: () => atBank.registrar, loopLimitPerMinute: 20, proofIdleMs: 3_600_000 },
    ...{ messageTextDays: 30, couriers: {}, sendsTo: () => true, deliverDue: async () => {}, sendNow: async () => {} },
    mint: { draw: () => ({ code: "123456", sealed: { salt: "s", hash: "123456" } }), matches: isCode },
  };
  const world = {
    ...{ clock, memory, storage, deps, bank: atBank },
    /** It is that time from now on. */
    goTo(time: Date) {
      now = time;
    },
    run: <T>(work: (records: Records) => Promise<T>) => storage.transaction(work),
    enterBanks(...rows: BankWalletRecord[]) {
      for (const row of rows) memory.tables.bankWallets.set(row.id, row);
    },
    enterInvoices(...rows: InvoiceRow[]) {
      for (const row of rows) memory.tables.invoices.set(row.invoice.id, row);
    },
    enterChat(id: string, more: Partial<ChatRow> = {}) {
      const row: ChatRow = { id, channel: "web", address: id, state: null, subscriberId: "maria", ...more };
      memory.tables.chats.set(id, row);
    },
    /** A boleto, and the chats that were promised it. */
    enterBoleto(row: BoletoRow, watchedBy: readonly string[] = []) {
      memory.tables.boletos.set(row.id, row);
      for (const chatId of watchedBy) memory.tables.watchers.push({ boletoId: row.id, chatId });
    },
    boleto: (id: string) => memory.tables.boletos.get(id),
    invoice: (id = "i1") => memory.tables.invoices.get(id),
    stateOf: (chatId: string) => memory.tables.chats.get(chatId)?.state,
    messages: (chatId: string) => [...memory.tables.messages.values()].filter((row) => row.chatId === chatId),
    /** The texts that a chat is told, in their order. */
    told: (chatId: string) => world.messages(chatId).map(({ reply }) => reply.text),
    events: () => memory.tables.events.map(({ type }) => type),
    jobs: () => memory.tables.jobs.map(({ job }) => job.name),
    lastJob: () => memory.tables.jobs.at(-1),
  };
  world.enterBanks(bank("itau"), bank("caixa"));
  world.enterInvoices(invoice("i1"));
  for (const chatId of ["1", "2", "3"]) world.enterChat(chatId);
  return world;
}

const isCode: Deps["mint"]["matches"] = (code, sealed) => sealed?.hash === code;

/** The storage with something broken in its transactions. */
export const brokenAt = (storage: Storage, broken: (records: Records) => Partial<Records>): Storage => ({
  ...storage,
  transaction: (work, options) => storage.transaction((records) => work({ ...records, ...broken(records) }), options),
});
