import type { IsoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import type { ChannelName } from "../../../src/core/channel-ports.ts";
import type { Reply } from "../../../src/core/conversation/turn.ts";
import type { NewReturnFile } from "../../../src/core/file-ports.ts";
import type { Job } from "../../../src/core/jobs.ts";
import type { MessageSubject } from "../../../src/core/message-key.ts";
import type { Change } from "../../../src/core/operator/audit.ts";
import type { Author } from "../../../src/core/operator/author.ts";
import type { BankQuestion, BankWalletRecord, BoletoRecord } from "../../../src/core/records/boleto-records.ts";
import type { InvoiceCase } from "../../../src/core/records/invoice-records.ts";
import type { NewPayment } from "../../../src/core/records/payment-records.ts";

/** An invoice with its contract, subscriber and wallet; what else decides over it is read from the other tables. */
export type InvoiceRow = Pick<
  InvoiceCase,
  "invoice" | "contract" | "subscriber" | "wallet" | "choice" | "zone" | "localHolidays" | "toleranceCents"
>;

export type BoletoRow = BoletoRecord & {
  campoLivre?: string;
  closedAt?: Date;
  bankReason?: string;
  dueDateAsked?: IsoDate;
};

export interface ChatRow {
  id: string;
  channel: ChannelName;
  address: string;
  state: unknown;
  subscriberId?: string;
  personUntil?: Date;
  unreachableAt?: Date;
}

export interface MessageRow {
  id: string;
  chatId: string;
  kind: MessageSubject["kind"];
  topic?: string;
  part: number;
  boletoId?: string;
  reply: Reply;
  writtenBy?: string;
  dueAt: Date;
  status: "pending" | "sent" | "failed" | "cancelled" | "unknown";
  attempts: number;
  claimedUntil?: Date;
  error?: string;
  sentAt?: Date;
  providerMessageId?: string;
}

export interface JobRow {
  job: Job;
  startAfter?: Date;
  once?: string;
  at: Date;
}

export interface EventRow {
  type: string;
  data: Readonly<Record<string, unknown>>;
  at: Date;
}

export interface CodeRow {
  id: string;
  origin: string;
  originIsKnown: boolean;
  subscriberId?: string;
  createdAt: Date;
  expiresAt: Date;
  tries: number;
  sealed?: { salt: string; hash: string };
  destination?: string;
  usedAt?: Date;
}

/** All rows. A row is replaced, never changed: what was read stays as it was. */
export const emptyTables = () => ({
  invoices: new Map<string, InvoiceRow>(),
  bankWallets: new Map<string, BankWalletRecord>(),
  /** By bank wallet, the last day whose list of payments was read. */
  readThrough: new Map<string, IsoDate>(),
  boletos: new Map<string, BoletoRow>(),
  watchers: [] as { boletoId: string; chatId: string }[],
  chats: new Map<string, ChatRow>(),
  /** By the key under which each is stored once. */
  messages: new Map<string, MessageRow>(),
  payments: new Map<string, NewPayment & { undoneAt?: Date }>(),
  questions: new Map<string, { question: BankQuestion; askAt: Date; answeredAt?: Date }>(),
  attendances: [] as { protocol: string; chatId: string; subject: string; by?: string; closedAt?: Date }[],
  subscribers: new Map<
    string,
    { id: string; name: string; document: string; phones: readonly string[]; email?: string }
  >(),
  codes: [] as CodeRow[],
  attempts: new Map<string, { count: number; resetsAt: Date }>(),
  /** By content. */
  returns: new Map<string, NewReturnFile>(),
  jobs: [] as JobRow[],
  events: [] as EventRow[],
  log: [] as { by: Author; change: Change; at: Date }[],
});

export type Tables = ReturnType<typeof emptyTables>;

/** The tables as they are now, for taking back what a transaction did. */
export const copyOf = (tables: Tables): Tables =>
  Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [
      name,
      rows instanceof Map ? new Map<unknown, unknown>(rows) : [...rows],
    ]),
  ) as unknown as Tables;

/** A row with a change: null clears a column. */
export const changed = <R extends object>(row: R, change: object): R =>
  Object.fromEntries(Object.entries({ ...row, ...change }).filter(([, value]) => value !== null)) as R;

/** The row under that key; throws where there is none, as an update by a primary key does. */
export function rowOf<R>(rows: ReadonlyMap<string, R>, key: string): R {
  const row = rows.get(key);
  if (row === undefined) throw new Error(`No row ${key}`);
  return row;
}

/** Fails loudly where a rule reads what is not kept here. */
export const notKept = (): never => {
  throw new Error("Not kept in memory");
};
