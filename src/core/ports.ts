import type { AttendanceHours } from "./attendance/attendance-hours.ts";
import type { IsoDate } from "./billing/calendar/iso-date.ts";
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
import type { PaymentRecords } from "./records/payment-records.ts";
import type { BankAnswer, CancelAnswer } from "./registration/bank-answer.ts";

/** The time. Tests move it. */
export interface Clock {
  now(): Date;
}

/** The provider whose subscribers write. */
export interface Provider {
  name: string;
  isDemo: boolean;
  /** "Conferir CPF no primeiro contato". */
  checksFirstContact: boolean;
  hours: AttendanceHours;
}

/** A chat and its oldest message that waits. */
export interface NextTurn {
  chat: Chat;
  message: WaitingMessage;
}

/** What of a turn's replies may be sent at once, and whether a further message of the chat waits. */
export interface TurnOutcome {
  replies: OutboundMessage[];
  more: boolean;
}

/** What a turn may do. Its end is one statement, which fails where the chat went on without it. */
export interface TurnRecords {
  nextTurn(chatId: string, now: Date): Promise<NextTurn | undefined>;
  /** Whose a phone is. */
  ownersOf(phone: string): Promise<PhoneOwners>;
  owedInvoices(of: Access): Promise<OwedInvoice[]>;
  /** The invoice paid last. */
  lastPaid(of: Access): Promise<PaidInvoice | undefined>;
  invoiceCase(invoiceId: string): Promise<InvoiceCase | undefined>;
  /** Everything else, in the transaction of the turn: one that only read so far is run anew with one. */
  writes(): Records;
  finishTurn(end: TurnEnd): Promise<TurnOutcome>;
}

/** Everything one transaction may read and write. */
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
  /** Who changed what, for the operator's log. */
  log(by: Author, change: Change, at: Date): Promise<void>;
  addEvent(type: string, data: Readonly<Record<string, unknown>>, at: Date): Promise<void>;
  /** Remessas and return files. */
  files: FileRecords;
}

/** Which lost jobs are looked for. */
export interface LostOf {
  before: Date;
  now: Date;
  /** Of each kind. */
  limit: number;
  /** Is there a mail server? Without one, a boleto's mail is found only to be given up. */
  mails: boolean;
  /** What could be paid before then is not mailed any more. */
  mailEndsBefore: Date;
}

/** The database, as the use cases see it. */
export interface Storage {
  /**
   * All of it or nothing. Given up after `patienceMs`, where the usual time is too short for the work. With `rollback`
   * what it did is undone, and only its result is left: a dry run.
   */
  transaction<T>(
    work: (records: Records) => Promise<T>,
    options?: { patienceMs?: number; rollback?: boolean },
  ): Promise<T>;
  /** One turn of a chat, all of it or nothing. `work` may be run more than once. */
  turn<T>(work: (records: TurnRecords) => Promise<T>): Promise<T>;
  provider(): Promise<Provider>;
  /** Stores a message once; gives its chat. Committed when this returns. */
  takeIn(message: IncomingMessage, now: Date): Promise<string>;
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
  /** When the next message is to be sent on these channels or, where `answers`, to be answered; the past where one waits. */
  nextMessageDue(of: { channels: readonly ChannelName[]; answers: boolean; now: Date }): Promise<Date | undefined>;
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
  /** Calls that no person wrote to for so long that the bot answers again are over. */
  closeTimedOut(now: Date): Promise<void>;
  /** What a clock left behind that was set back: due by the old time is due now. */
  mendTimes(now: Date): Promise<void>;
  /** Boletos whose bank should have been asked before a moment, and is not being asked. */
  boletosUnasked(before: Date, now: Date, limit: number): Promise<UnaskedBoleto[]>;
  /** Jobs that should have been done before a moment, by what our rows say: the queue has lost them. */
  lostJobs(of: LostOf): Promise<LostJob[]>;
  /** Invoices that the lock leaves without a boleto, by due date; a page ends at `limit`. */
  invoicesToLock(today: IsoDate, page: { limit: number; after?: InvoiceToLock }): Promise<InvoiceToLock[]>;
  /** Payable boletos of ours whose bank can be asked over its API, those that end first before the others. */
  boletosToAsk(page: { limit: number; after?: PayableBoleto }): Promise<PayableBoleto[]>;
  /** Removes texts, access records, codes, counts and links that are older than that. */
  eraseExpired(of: { textsBefore: Date; accessBefore: Date; codesBefore: Date; now: Date }): Promise<void>;
  /** Bank wallets that register by file, also those that are no longer offered: what was promised there still goes. */
  fileBankWallets(): Promise<BankWalletRecord[]>;
  /** Contracts that are billed here, by id; a page ends at `limit`. */
  contractsToBill(
    today: IsoDate,
    page: { limit: number; after?: string; contractId?: string },
  ): Promise<ContractToBill[]>;
  /** Makes what was planned, each contract's month once, and keeps what was skipped. Gives how many were made. */
  enterInvoices(of: { today: IsoDate; now: Date; bills: readonly Bills[] }): Promise<number>;
  /** Payable boletos whose last day is over, those that ended first before the others. */
  boletosOver(today: IsoDate, page: { limit: number; after?: PayableBoleto }): Promise<PayableBoleto[]>;
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
  /** The boleto as the bank draws it, where it does. */
  pdf?(request: RegistrationRequest): Promise<Uint8Array | undefined>;
}

/** Finds the registrar of a bank wallet. */
export type RegistrarOf = (bankWallet: BankWalletRecord) => Registrar;
