import type { BoletoName, NamedBoleto } from "./bank-ports.ts";
import type { IsoDate } from "./billing/calendar/iso-date.ts";
import type { Place } from "./billing/calendar/place.ts";
import type { Zone } from "./billing/calendar/zone.ts";
import type { ChannelName, IncomingMessage, OutboundMessage } from "./channel-ports.ts";
import type { FileRecords } from "./file-ports.ts";
import type { Access } from "./identity/access.ts";
import type { IdentityRecords } from "./identity/identity-records.ts";
import type { PhoneOwners } from "./identity/proof.ts";
import type { JobRecords, LostJob } from "./jobs.ts";
import type { Change } from "./operator/audit.ts";
import type { Author } from "./operator/author.ts";
import type { PrivacyRecords } from "./privacy/privacy-records.ts";
import type { AttendanceRecords } from "./records/attendance-records.ts";
import type {
  BankWalletRecord,
  BoletoRecord,
  BoletoRecords,
  OverBoleto,
  PayableBoleto,
  UnaskedBoleto,
} from "./records/boleto-records.ts";
import type { Chat, ChatRecords, TurnEnd, WaitingMessage } from "./records/chat-records.ts";
import type {
  Bills,
  ContractToBill,
  InvoiceCase,
  InvoiceRecords,
  InvoiceToLock,
  OwedInvoice,
  PaidInvoice,
} from "./records/invoice-records.ts";
import type { LinkRecords } from "./records/link-records.ts";
import type { PaymentRecords, PaymentWallet } from "./records/payment-records.ts";
import type { BankAnswer, CancelAnswer, PaymentList } from "./registration/bank-answer.ts";

/** The current time. It is passed in, so that tests can set it. */
export interface Clock {
  now(): Date;
}

/** The internet provider that runs this installation. */
export interface Provider {
  name: string;
  isDemo: boolean;
  /** The setting "Conferir CPF no primeiro contato". */
  checksFirstContact: boolean;
  /** The place of contracts without a branch. */
  place: Place;
}

/** A chat and its oldest waiting message. */
export interface NextTurn {
  chat: Chat;
  message: WaitingMessage;
}

/** The replies of a turn that may be sent at once. `more`: another message of the chat is waiting. */
export interface TurnOutcome {
  replies: OutboundMessage[];
  more: boolean;
}

/** Records that a turn may use. `finishTurn` is one statement, which fails if the chat has changed meanwhile. */
export interface TurnRecords {
  nextTurn(chatId: string, now: Date): Promise<NextTurn | undefined>;
  /** The subscribers and contracts that a phone belongs to. */
  ownersOf(phone: string): Promise<PhoneOwners>;
  owedInvoices(access: Access): Promise<OwedInvoice[]>;
  /** The most recently paid invoice. */
  lastPaid(access: Access): Promise<PaidInvoice | undefined>;
  invoiceCase(invoiceId: string): Promise<InvoiceCase | undefined>;
  /** All other records, in the turn's transaction. A turn that was only reading is restarted in a transaction. */
  writes(): Records;
  finishTurn(end: TurnEnd): Promise<TurnOutcome>;
}

/** All records that a transaction may read and write. */
export interface Records
  extends AttendanceRecords,
    BoletoRecords,
    ChatRecords,
    IdentityRecords,
    InvoiceRecords,
    JobRecords,
    LinkRecords,
    PaymentRecords,
    PrivacyRecords {
  /** Adds an entry to the operators' audit log. */
  log(by: Author, change: Change, at: Date): Promise<void>;
  addEvent(type: string, data: Readonly<Record<string, unknown>>, at: Date): Promise<void>;
  /** Like `addEvent`, unless an event with the same data was added in the week before. */
  addEventOnce(type: string, data: Readonly<Record<string, unknown>>, at: Date): Promise<void>;
  /** Remessas and return files. */
  files: FileRecords;
}

/** Criteria for `lostJobs`. */
export interface LostJobQuery {
  before: Date;
  now: Date;
  /** Maximum number of jobs of each kind. */
  limit: number;
  /**
   * Whether a mail server is configured. Without one, a job that mails a boleto is found only to drop a mail that no
   * longer applies.
   */
  mails: boolean;
  /** Boletos that became payable before this time are not mailed any more. */
  mailEndsBefore: Date;
}

/** The database, as the use cases see it. */
export interface Storage {
  /**
   * Runs `work` in one transaction. `patienceMs` overrides the default timeout for long work. `rollback` makes it a dry
   * run: all changes are undone, only the result is returned.
   */
  transaction<T>(
    work: (records: Records) => Promise<T>,
    options?: { patienceMs?: number; rollback?: boolean },
  ): Promise<T>;
  /**
   * Runs one turn of a chat: all that it writes is committed together, or not at all. `work` may be called more than
   * once.
   */
  turn<T>(work: (records: TurnRecords) => Promise<T>): Promise<T>;
  provider(): Promise<Provider>;
  /** The zones in which contracts may be served, the provider's first. */
  zonesInUse(): Promise<Zone[]>;
  /** Returns the id of the chat with an address. If there is none, it is created. */
  chatOf(person: Pick<IncomingMessage, "channel" | "address" | "account" | "phone">, now: Date): Promise<string>;
  /** Stores a message once and returns the id of its chat. Committed when the promise resolves. */
  takeIn(message: IncomingMessage, now: Date): Promise<string>;
  /** Counts a failed attempt. Returns "dead" after attempt `lastAttempt`, "none" if the message no longer waits. */
  turnFailed(failure: {
    messageId: string;
    error: string;
    nextTryAt: Date;
    lastAttempt: number;
  }): Promise<"again" | "dead" | "none">;
  chatsWithWork(now: Date, limit: number): Promise<string[]>;
  claimDue(options: {
    channels: readonly ChannelName[];
    now: Date;
    claimedUntil: Date;
    limit: number;
  }): Promise<OutboundMessage[]>;
  /** Claims messages whose delivery outcome is unknown, for this process to reconcile. */
  claimUnknown(options: {
    channels: readonly ChannelName[];
    now: Date;
    claimedUntil: Date;
  }): Promise<OutboundMessage[]>;
  /** Due time of the next message to send on these channels or, with `answers`, to answer; in the past if one waits. */
  nextMessageDue(options: { channels: readonly ChannelName[]; answers: boolean; now: Date }): Promise<Date | undefined>;
  markSent(messages: readonly { id: string; providerMessageId?: string }[], now: Date): Promise<void>;
  /**
   * Records that a claimed message was not sent, and reports a failure to the operator. Has no effect if the message
   * changed since it was claimed, because another process may have sent it.
   */
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
  /** Fails all waiting messages of a chat whose person cannot be reached, and reports it to the operator. */
  markUnreachable(chatId: string, now: Date): Promise<void>;
  /** Closes the requests for a human agent in which no agent wrote before the bot's silence ended. */
  closeTimedOut(now: Date): Promise<void>;
  /** Repairs due times after the clock was set back: what was due by the old time becomes due now. */
  mendTimes(now: Date): Promise<void>;
  /** Boletos whose bank should have been called before a time, and no call is under way. */
  boletosUnasked(before: Date, now: Date, limit: number): Promise<UnaskedBoleto[]>;
  /** Jobs that the queue has lost: according to our own rows, they should have run already. */
  lostJobs(query: LostJobQuery): Promise<LostJob[]>;
  /** Invoices in a zone whose choice of bank has closed without a boleto, by due date; at most `limit` a page. */
  invoicesToLock(today: IsoDate, page: { zone: Zone; limit: number; after?: InvoiceToLock }): Promise<InvoiceToLock[]>;
  /** Payable boletos of ours in a zone whose bank can be queried by API, ordered by last payable day. */
  boletosToAsk(page: { zone: Zone; limit: number; after?: PayableBoleto }): Promise<PayableBoleto[]>;
  /**
   * Ids of boletos that are over since `closedSince` or whose payment is announced, in the order of ids: their bank can
   * be queried by API and may still report a payment. The first id of a page comes after `after`.
   */
  boletosToWatch(closedSince: Date, page: { zone: Zone; limit: number; after?: string }): Promise<string[]>;
  /** Deletes texts, access records, codes, attempt counts and links that are past their retention time. */
  eraseExpired(options: { textsBefore: Date; accessBefore: Date; codesBefore: Date; now: Date }): Promise<void>;
  /** Bank wallets that register by file, including inactive ones: boletos already promised there are still sent. */
  fileBankWallets(): Promise<BankWalletRecord[]>;
  /** Contracts that are billed here, in a zone or in all, by id; at most `limit` a page. */
  contractsToBill(
    today: IsoDate,
    page: { zone?: Zone; limit: number; after?: string; contractId?: string },
  ): Promise<ContractToBill[]>;
  /** Creates planned invoices, once per contract and month, and records skipped months. Returns the number created. */
  enterInvoices(run: { today: IsoDate; now: Date; bills: readonly Bills[] }): Promise<number>;
  /** Payable boletos in a zone whose last payable day is over and whose bank cannot be queried by API, ordered by that day. */
  boletosOver(today: IsoDate, page: { zone: Zone; limit: number; after?: PayableBoleto }): Promise<OverBoleto[]>;
  /**
   * Bank wallets with an API, by their id in the ERP: the active ones, and those with a boleto that is not over or has
   * not been for long.
   */
  paymentWallets(now: Date): Promise<PaymentWallet[]>;
  /** The boletos, of whatever status, that a bank may mean by a name, among those of some bank wallets. */
  boletosNamed(bankWalletIds: readonly string[], name: BoletoName): Promise<NamedBoleto[]>;
}

/** A boleto to be registered at a bank. `reference` is ours and never reused. */
export interface RegistrationRequest {
  reference: string;
  boleto: BoletoRecord;
  bankWallet: BankWalletRecord;
  /** A person waits for the answer: at a bank's pace this call goes before others. */
  isAwaited?: boolean;
}

/** Registers boletos at a bank. Every method is a network call: never use it inside a transaction. */
export interface Registrar {
  register(request: RegistrationRequest): Promise<BankAnswer>;
  lookUp(request: RegistrationRequest): Promise<BankAnswer>;
  cancel(request: RegistrationRequest): Promise<CancelAnswer>;
  /** The bank's own PDF of the boleto, if it offers one. */
  pdf?(request: RegistrationRequest): Promise<Uint8Array | undefined>;
  /** The payments that the bank booked from `from` to `to`, both inclusive, of whatever system; if it lists them. */
  payments?(period: { from: IsoDate; to: IsoDate; cursor?: string }): Promise<PaymentList>;
  /** The numbers that the bank has reserved for our nosso números, without check digit; undefined if it did not answer. */
  numberRanges?(): Promise<readonly { from: number; to: number }[] | undefined>;
}

/** Returns the registrar of a bank wallet. */
export type RegistrarOf = (bankWallet: BankWalletRecord) => Registrar;
