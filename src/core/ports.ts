import type { AttendanceHours } from "./attendance/attendance-hours.ts";
import type { RegisteredTerms } from "./billing/amount-on.ts";
import type { BankWallet } from "./billing/bank-wallet.ts";
import type { Contract, ContractTerms } from "./billing/contract.ts";
import type { Invoice, InvoiceStatus } from "./billing/invoice.ts";
import type { IsoDate } from "./billing/iso-date.ts";
import type { Wallet } from "./billing/wallet.ts";
import type { BoletoStatus } from "./boleto/boleto-status.ts";
import type { BankAccount } from "./boleto/parse-bank-account.ts";
import type { BoletoSlip } from "./boleto/slip.ts";
import type { Reply } from "./conversation/turn.ts";
import type { BankAnswer, CancelAnswer } from "./registration/bank-answer.ts";

/** The time. Tests move it. */
export interface Clock {
  now(): Date;
}

/** A way by which people write. */
export type ChannelName = "console" | "web" | "telegram" | "whatsapp";

/**
 * What a person sent, as it is stored. `sentAt` (ISO) is the channel's own word, where it has one. A contact is the
 * sender's own phone, vouched for by the channel; any other is media.
 */
export type InboundBody =
  | { kind: "text"; text: string; list?: number; sentAt?: string }
  | { kind: "contact"; phone: string }
  /** What a link carried that opened the chat. */
  | { kind: "link"; token: string }
  | { kind: "media"; media: string };

/** A message at the door. `phone` only where the channel vouches for it. */
export interface IncomingMessage {
  channel: ChannelName;
  address: string;
  phone?: string;
  externalId: string;
  body: InboundBody;
}

/** The provider whose subscribers write. */
export interface Provider {
  name: string;
  isDemo: boolean;
  hours: AttendanceHours;
}

/** One person's thread. */
export interface Chat {
  id: string;
  /** Changes whenever the chat does. */
  version: string;
  channel: ChannelName;
  address: string;
  phone?: string;
  state: unknown;
  /** When the person wrote, or a notice changed the question, last. */
  lastActiveAt?: Date;
  personUntil?: Date;
  loopWindowAt?: Date;
  loopCount: number;
  /** The subscribers who have this phone. */
  matches: readonly { id: string; name: string }[];
  /** Whose the chat is by a link. */
  linked?: { id: string; name: string };
}

/** A message that waits for its turn. */
export interface WaitingMessage {
  id: string;
  body: InboundBody;
  attempts: number;
}

/** What a turn leaves behind, written in one statement. `version` is the chat's as it was read. */
export interface TurnEnd {
  chatId: string;
  version: string;
  messageId: string;
  state: unknown;
  now: Date;
  loopWindowAt: Date;
  loopCount: number;
  personUntil?: Date;
  /** The phone that proves the chat's subscriber from now on; null for none, absent where it stays. */
  phone?: string | null;
  /** The same for whose the chat is by a link. */
  linkedId?: string | null;
  replies: readonly Reply[];
  /** Replies are this process's to send until then; absent where it has no way to send them. */
  claimedUntil?: Date;
}

/** A message to somebody, ready to be sent. */
export interface OutboundMessage {
  id: string;
  chatId: string;
  channel: ChannelName;
  address: string;
  reply: Reply;
  dedupeKey: string;
  attempts: number;
  /** Since when it is to be sent; absent on what was written a moment ago. */
  dueAt?: Date;
  /** It is this process's to send until then. */
  claimedUntil?: Date;
  boletoId?: string;
  boletoStatus?: BoletoStatus;
}

/** What the sandbox registrar does with every boleto of a bank wallet. */
export type SandboxOutcome = "registered" | "early" | "slow" | "cannot_tell" | "refused" | "lost_answer";

/** A bank wallet with all that its boletos print. */
export interface BankWalletRecord extends BankWallet {
  account: BankAccount;
  sandboxOutcome?: SandboxOutcome;
  beneficiaryName: string;
  beneficiaryDocument: string;
  beneficiaryAddress: string;
}

/** A boleto as stored. */
export interface BoletoRecord {
  id: string;
  invoiceId: string;
  bankWalletId?: string;
  bankCode: string;
  status: BoletoStatus;
  nossoNumero: string;
  codigoBarras: string;
  linhaDigitavel: string;
  amountCents: number;
  dueDate: IsoDate;
  principalCents: number;
  multaCents: number;
  jurosCents: number;
  multaBasisPoints: number;
  jurosPerDayCents: number;
  payableUntil: IsoDate;
  slip: BoletoSlip;
  issuedAt: Date;
  promisedAt: Date;
  sentAt?: Date;
  nextLookUpAt?: Date;
  callingUntil?: Date;
  unconfirmed: boolean;
  lookUps: number;
  delayToldAt?: Date;
  cancellingSince?: Date;
  escalatedAt?: Date;
}

/** A boleto to be entered, with its bank's numbers. */
export type NewBoleto = Omit<
  BoletoRecord,
  | "id"
  | "sentAt"
  | "nextLookUpAt"
  | "callingUntil"
  | "unconfirmed"
  | "lookUps"
  | "delayToldAt"
  | "cancellingSince"
  | "escalatedAt"
> & {
  campoLivre: string;
};

/** A payment to be kept. */
export interface NewPayment {
  externalId: string;
  invoiceId: string;
  boletoId: string;
  amountCents: number;
  paidOn: IsoDate;
  outcome: "settled" | "devolver_ou_creditar";
}

/** What changes in a boleto. */
export type BoletoChange = Partial<{
  status: BoletoStatus;
  sentAt: Date;
  payableAt: Date;
  unconfirmed: boolean;
  lookUps: number;
  nextLookUpAt: Date;
  callingUntil: Date | null;
  delayToldAt: Date;
  cancellingSince: Date;
  escalatedAt: Date | null;
  closedAt: Date;
  bankReason: string;
}>;

/** An invoice with all that decides over it. */
export interface InvoiceCase {
  invoice: Invoice & { externalId: string };
  contract: Contract;
  subscriber: { id: string; name: string; document: string; address?: string };
  wallet?: Wallet;
  bankWallets: readonly BankWalletRecord[];
  choice: { reopened: boolean; lockedBankWalletId?: string };
  refusedBankWalletIds: readonly string[];
  localHolidays: readonly string[];
  living?: BoletoRecord;
}

/** Where a boleto comes from, and what it was registered with to be taken off. */
export interface IssuedAs {
  /** Absent: handed in by the provider's own system. */
  bankWalletId?: string;
  slip: Pick<BoletoSlip, "abatementCents" | "discount">;
}

/** An invoice that is not paid yet, with what its amount on a day depends on. */
export interface OwedInvoice {
  invoice: Invoice;
  contract: ContractTerms & Pick<Contract, "address">;
  localHolidays: readonly string[];
  living?: RegisteredTerms & IssuedAs;
}

/** An invoice whose choice of bank has closed, and its place among them. */
export interface InvoiceToLock {
  id: string;
  externalId: string;
  dueDate: IsoDate;
}

/** Work that goes on after the commit. */
export type Job =
  | { name: "register-boleto"; boletoId: string }
  | { name: "check-registration"; boletoId: string }
  | { name: "cancel-boleto"; boletoId: string }
  | { name: "ask-bank"; boletoId: string; chatId: string; about: "not-found" | "paid" }
  | { name: "deliver" };

/** What a turn may do. Its end is one statement, which fails where the chat went on without it. */
export interface TurnRecords {
  nextTurn(chatId: string, now: Date): Promise<{ chat: Chat; message: WaitingMessage } | undefined>;
  /** The subscribers who have a phone. */
  subscribersOf(phone: string): Promise<Chat["matches"]>;
  owedInvoices(subscriberId: string): Promise<OwedInvoice[]>;
  invoiceCase(invoiceId: string): Promise<InvoiceCase | undefined>;
  /** Everything else, in the transaction of the turn: one that only read so far is run anew with one. */
  writes(): Records;
  /** Gives what may be sent at once, and whether a further message of the chat waits. */
  finishTurn(end: TurnEnd): Promise<{ replies: OutboundMessage[]; more: boolean }>;
}

/** Everything one transaction may read and write. */
export interface Records {
  invoiceCase(invoiceId: string, lock?: boolean): Promise<InvoiceCase | undefined>;
  takeNossoNumero(bankWalletId: string, year: number): Promise<number | undefined>;
  /** Has any boleto of the bank this campo livre, wherever it was made? */
  isTaken(bankCode: string, campoLivre: string): Promise<boolean>;
  /** Enters a boleto, with the chat that is promised its notice. */
  insertBoleto(boleto: NewBoleto, watchedBy: string | undefined): Promise<string>;
  /** Promises a chat the boleto's notice, once. Under the invoice's lock: else the notice may have gone out before. */
  watchBoleto(boletoId: string, chatId: string, at: Date): Promise<void>;
  /** The chats that were promised the notice of a boleto, or of any boleto of an invoice. */
  watchersOf(of: { boletoId: string } | { invoiceId: string }): Promise<string[]>;
  boleto(boletoId: string): Promise<BoletoRecord | undefined>;
  lockBoleto(boletoId: string): Promise<BoletoRecord | undefined>;
  changeBoleto(boletoId: string, change: BoletoChange): Promise<void>;
  changeInvoice(
    invoiceId: string,
    change: { lockedBankWalletId?: string; choiceReopened?: boolean; status?: InvoiceStatus },
  ): Promise<void>;
  bankWallet(bankWalletId: string): Promise<BankWalletRecord | undefined>;
  /** False where this very payment was reported before. */
  insertPayment(payment: NewPayment): Promise<boolean>;
  payment(externalId: string): Promise<NewPayment | undefined>;
  /** Locks chats, always in the same order. */
  lockChats(chatIds: readonly string[]): Promise<Pick<Chat, "id" | "state">[]>;
  saveState(chatId: string, state: unknown, now: Date): Promise<void>;
  addNotice(notice: {
    chatId: string;
    boletoId?: string;
    key: string;
    replies: readonly Reply[];
    dueAt: Date;
  }): Promise<void>;
  /** Whom a link's token was made for, once: undefined for one that was used, is too old, or never was. */
  useLink(token: string, now: Date): Promise<{ id: string; name: string } | undefined>;
  openAttendance(call: { chatId: string; subject: string; now: Date }): Promise<{ protocol: string; again: boolean }>;
  addEvent(type: string, data: Readonly<Record<string, unknown>>, at: Date): Promise<void>;
  /** Within a minute, the same `once` is one job. */
  enqueue(job: Job, startAfter?: Date, once?: string): Promise<void>;
}

/** The database, as the use cases see it. */
export interface Storage {
  transaction<T>(work: (records: Records) => Promise<T>): Promise<T>;
  /** One turn of a chat, all of it or nothing. `work` may be run more than once. */
  turn<T>(work: (records: TurnRecords) => Promise<T>): Promise<T>;
  provider(): Promise<Provider>;
  /** Stores a message once; gives its chat. Committed when this returns. */
  takeIn(message: IncomingMessage, now: Date): Promise<{ chatId: string; isNew: boolean }>;
  /** Counts a failed try; the message is dead after the last one. */
  turnFailed(of: {
    messageId: string;
    error: string;
    nextTryAt: Date;
    lastAttempt: number;
  }): Promise<"again" | "dead" | "none">;
  chatsWithWork(now: Date, limit: number): Promise<string[]>;
  claimDue(of: {
    channels: readonly ChannelName[];
    now: Date;
    claimedUntil: Date;
    limit: number;
  }): Promise<OutboundMessage[]>;
  /** Messages of which nobody knows whether they went, for this process to look after. */
  claimUnknown(of: { channels: readonly ChannelName[]; now: Date; claimedUntil: Date }): Promise<OutboundMessage[]>;
  markSent(messages: readonly { id: string; providerMessageId?: string }[], now: Date): Promise<void>;
  /** Only while it is as it was claimed: another process may have sent it since. The operator hears of what failed. */
  markUnsent(
    message: Pick<OutboundMessage, "id" | "attempts">,
    change: {
      status: "pending" | "failed" | "cancelled" | "unknown";
      claimedUntil?: Date;
      dueAt?: Date;
      error: string;
    },
    now: Date,
  ): Promise<void>;
  /** The person cannot be reached: what waits for the chat has failed, and the operator hears of it. */
  markUnreachable(chatId: string, now: Date): Promise<void>;
  /** Boletos whose bank should have been asked before a moment, and is not being asked. */
  boletosUnasked(before: Date, now: Date, limit: number): Promise<{ id: string; nextLookUpAt: Date }[]>;
  /** Invoices that the lock leaves without a boleto, by due date; a page ends at `limit`. */
  invoicesToLock(today: IsoDate, page: { limit: number; after?: InvoiceToLock }): Promise<InvoiceToLock[]>;
  /** Payable boletos whose last day is over, by id. */
  boletosOver(today: IsoDate, page: { limit: number; after?: string }): Promise<string[]>;
}

/** What a bank is asked to enter. `reference` is ours, and unique for ever. */
export interface RegistrationRequest {
  reference: string;
  boleto: BoletoRecord;
  bankWallet: BankWalletRecord;
}

/** A bank, as far as registration goes. Calls leave the process: never inside a transaction. */
export interface Registrar {
  register(request: RegistrationRequest): Promise<BankAnswer>;
  lookUp(request: RegistrationRequest): Promise<BankAnswer>;
  cancel(request: RegistrationRequest): Promise<CancelAnswer>;
}

/** Finds the registrar of a bank wallet. */
export type RegistrarOf = (bankWallet: Pick<BankWalletRecord, "registersBy" | "bankCode">) => Registrar;

/**
 * A channel's way out. `send` gives up after 15 s and throws AppError where it did not go, with `retry` or `retryAt`;
 * "unreachable" where the person cannot be reached at all, "outcome-unknown" where it may have gone.
 */
export interface Sender {
  send(message: OutboundMessage, pdf: Uint8Array | undefined): Promise<{ providerMessageId?: string }>;
  /** Looks whether a message of unknown outcome went. */
  reconcile?(
    message: OutboundMessage,
  ): Promise<{ kind: "sent"; providerMessageId?: string } | { kind: "not-sent" | "unknown" }>;
}

/** A channel that runs in this process. */
export interface Channel {
  sender: Sender;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What a channel hands in, and what it keeps. */
export interface ChannelDesk {
  /** Stores a message, committed when this returns. */
  takeIn(message: IncomingMessage): Promise<{ chatId: string; isNew: boolean }>;
  /** Answers the messages of a chat that wait. Never throws: what is left is taken up by the sweep. */
  answer(chatId: string): Promise<void>;
  /** The channel's own word about a message that it took. False where no message of that id is known as sent yet. */
  acknowledge(of: { providerMessageId: string; state: "delivered" | "failed" }): Promise<boolean>;
  markReachable(address: string, reachable: boolean): Promise<void>;
  /** The channel's own name of a boleto's PDF that was sent before. */
  sentFile(boletoId: string): Promise<string | undefined>;
  keepSentFile(boletoId: string, fileRef: string): Promise<void>;
  /** A few facts about a chat that only its channel needs. */
  memory(address: string): Promise<unknown>;
  remember(address: string, memory: unknown): Promise<void>;
  /** True where the lease is this holder's for so long: nobody else has it. */
  takeLease(name: string, holder: string, forMs: number): Promise<boolean>;
  releaseLease(name: string, holder: string): Promise<void>;
  /** The version of the list that a message of ours showed. */
  listShown(providerMessageId: string): Promise<number | undefined>;
  /** Whether this person ever wrote. */
  hasWritten(address: string): Promise<boolean>;
  /** How many messages of notices went out since a moment. */
  noticesSince(at: Date): Promise<number>;
  /** Where the channel stands, for the operator. */
  report(status: { state: string; detail?: Readonly<Record<string, unknown>> }): Promise<void>;
}
