import type { BankCode } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { Zone } from "../billing/calendar/zone.ts";
import type { InvoiceStatus } from "../billing/invoices/invoice.ts";
import type { RegistrationPromise } from "../billing/offers/registration-promise.ts";
import type { BankWords } from "../understanding/bank-words.ts";
import type { InvoiceWords } from "../understanding/invoice-words.ts";
import type { Understood } from "./understand.ts";

/** A message, as the dialog writes it for any channel. `text` includes the numbered list; `*bold*` is bold. */
export interface Reply {
  text: string;
  choices?: readonly Choice[];
  document?: ReplyDocument;
  /** The text is there to be copied: it is sent unchanged, and asterisks do not mean bold. */
  verbatim?: true;
  /** The id of the boleto that the message contains. The message is sent only while that boleto can be paid. */
  handsOver?: string;
  /** Asks the person to share their own contact, on channels that can do that. */
  ask?: "contact";
}

/**
 * A file that is attached to a message, and drawn when the message is sent: the PDF of a boleto, the QR code of its
 * PIX, the receipt of its payment, or the list of the personal data about a subscriber.
 */
export type ReplyDocument =
  | { boletoId: string; fileName: string; of?: "pix" | "receipt" }
  | { dataOf: string; fileName: string };

/** A button. `list` is the version of the list to which it belongs. */
export interface Choice {
  label: string;
  number: number;
  list: number;
}

/** Why invoices are listed. This decides how the list is introduced. */
export type Purpose = "greet" | "pay" | "paid" | "not-found" | "no-internet" | "pix" | "unlock" | "unknown";

/** What a message said of the invoice and the bank, besides what it wants. */
export interface Named {
  /** The message, for what of an address stands in it. */
  text: string;
  invoice?: InvoiceWords;
  bank?: BankWords;
}

/** An invoice as a line of the list. Amounts are in cents, as owed when it can be paid first. */
export interface InvoiceLine {
  invoiceId: string;
  contract: string;
  description: string;
  status: InvoiceStatus;
  dueDate: IsoDate;
  /** The day that it is where the contract is served. */
  today: IsoDate;
  todayCents: number;
  overdue: boolean;
  /** A bank announced its payment, and has not booked it yet. */
  announced?: boolean;
  /** Today's amount includes multa or juros. False for an overdue invoice whose contract has neither. */
  charged: boolean;
  discount?: { cents: number; until: IsoDate };
  /** What part payments brought; `todayCents` is the rest. */
  partPaidCents?: number;
}

/** A bank on offer, with the amount and the due date that its boleto would have. */
export interface OfferLine {
  bankWalletId: string;
  bankCode: BankCode;
  name: string;
  dueDate: IsoDate;
  amountCents: number;
}

/** A boleto, as a conversation shows it. */
export interface BoletoCard {
  boletoId: string;
  invoiceId: string;
  bankName: string;
  bankCode: string;
  status: "registering" | "payable";
  dueDate: IsoDate;
  amountCents: number;
  principalCents: number;
  multaCents: number;
  jurosCents: number;
  /** The registered rebate (abatimento), which is deducted from `amountCents`. */
  abatementCents: number;
  /** The amount in cents that a bank charges today. */
  todayCents: number;
  overdue: boolean;
  discount?: { cents: number; until: IsoDate };
  promise: RegistrationPromise;
  /** The zone of the contract's branch, in which moments are told. */
  zone: Zone;
  unconfirmed: boolean;
  /** Empty until the bank has assigned it. A payable boleto always has one. */
  linhaDigitavel: string;
  pixCopiaECola?: string;
  beneficiaryName: string;
  beneficiaryDocument: string;
}

/**
 * The banks on offer for an invoice. `inTrouble` contains the names of banks that are left out because their systems
 * are down.
 */
export type BankOptions = (
  | { kind: "choose"; offers: readonly OfferLine[] }
  | { kind: "only"; offer: OfferLine; because: "single" | "bank-wallet" | "locked" }
  | { kind: "none" }
) & { inTrouble?: readonly string[] };

/** The bank of a boleto whose last day is over: from `wordOn` on it is known whether it was paid until then. */
export interface AwaitedBank {
  bankName: string;
  lastDay: IsoDate;
  wordOn: IsoDate;
}

/** The current state of an invoice. */
export interface InvoiceLook {
  invoice: InvoiceLine;
  living?: BoletoCard;
  options: BankOptions;
  /** Name of the bank that announced the payment and has not booked it yet. */
  announcedBy?: string;
  /** Instead of a boleto and of banks: a payment of the last day may still be reported. */
  awaiting?: AwaitedBank;
  /** Name of the bank that refused, if no boleto is active since then. */
  refusedBy?: string;
}

/** Why an invoice is opened. */
export type OpenPurpose = "pay" | "switch" | "pix";

/** Work that the dialog asks the turn to do. */
export type Effect =
  | { kind: "list-invoices"; purpose: Purpose; named?: Named }
  | { kind: "open-invoice"; invoiceId: string; purpose: OpenPurpose; named?: Named }
  | { kind: "receipt" }
  | { kind: "issue-boleto"; invoiceId: string; bankWalletId: string; replacing?: string }
  | { kind: "ask-bank"; invoiceId: string; about: "not-found" | "paid" }
  | { kind: "hand-over"; subject: string }
  /** `document` is a valid CPF or CNPJ, normalised. */
  | { kind: "request-code"; document: string }
  | { kind: "check-code"; code: string }
  | { kind: "check-digits"; digits: string }
  /** Makes the chat hear about all boletos in registration, on whichever channel they were requested. */
  | { kind: "watch-boletos" }
  | { kind: "open-central" }
  | { kind: "describe-data" }
  | { kind: "erase-data" }
  | { kind: "set-notices"; choice: NoticeChoice; words: string };

/** Whether a person wants reminders, which come without being asked for. */
export type NoticeChoice = "stop" | "resume";

/** The result of an effect, which is the next input. */
export type Result =
  | { kind: "invoices-listed"; purpose: Purpose; invoices: readonly InvoiceLine[]; named?: Named }
  | ({ kind: "invoice-opened"; purpose: OpenPurpose; named?: Named } & InvoiceLook)
  | { kind: "boleto-issued"; boleto: BoletoCard }
  /** `bankGone`: the invoice is open, but the bank is no longer on offer. `announced`: its payment is. */
  | { kind: "boleto-not-issued"; invoiceId: string; bankGone: boolean; announced?: true }
  /**
   * `notOurs`: issued by the provider's ERP, so the bank cannot be asked from here. `justAsked`: asked moments ago.
   * `announced`: not asked, because the bank already announced the payment.
   */
  | {
      kind: "bank-asked";
      about: "not-found" | "paid";
      bankName?: string;
      notOurs?: true;
      justAsked?: true;
      announced?: true;
    }
  | { kind: "receipt-ready"; paid?: { boletoId: string; description: string; paidOn: IsoDate } }
  | { kind: "handed-over"; protocol: string; answersAt?: string; again: boolean }
  | {
      kind: "code-requested";
      document: "cpf" | "cnpj";
      outcome: { kind: "sent" } | { kind: "limited"; until: Date } | { kind: "off" };
    }
  | {
      kind: "code-checked";
      outcome:
        | { kind: "right" }
        | { kind: "wrong"; triesLeft: number }
        | { kind: "over" }
        | { kind: "limited"; until: Date };
    }
  | {
      kind: "digits-checked";
      /** `a-word`: three letters that were no attempt. */
      outcome:
        | { kind: "right" }
        | { kind: "a-word" }
        | { kind: "wrong"; triesLeft: number }
        | { kind: "limited"; until: Date };
    }
  /** `boletos` are the boletos in registration. */
  | { kind: "boletos-watched"; boletos: readonly BoletoCard[] }
  | { kind: "central-opened"; url: string }
  /** `off`: no address of the Central is configured. `not-holder`: the phone is only authorised for a contract. */
  | { kind: "central-opened"; url?: never; because: "off" | "not-holder" }
  /** `about` is absent if the person writing is not the subscriber. */
  /** `about`: one entry for each registration of the holder; none for anybody else. */
  | { kind: "data-described"; about: readonly { subscriberId: string; words: string }[] }
  | { kind: "data-erased" }
  | { kind: "notices-set"; choice: NoticeChoice };

/**
 * An input from a person, or the result of an effect. `list` comes with a button. `stale`: the number was written
 * before the current list was sent.
 */
export type Input =
  | { kind: "text"; said: Understood; list?: number; stale?: boolean }
  /** `said`: what is written below a picture or a file, if it says something to us. */
  | { kind: "media"; media: string; said?: Understood }
  | Result;

/** What the dialog knows besides its state. */
export interface Context {
  now: Date;
  provider: string;
  /** True if the person writing is identified; false for a stranger. */
  proven: boolean;
  /** The first name; absent for a stranger and for a phone that is only authorised. */
  firstName?: string;
  /** True if the phone is registered, but the first digits of the CPF must still be confirmed. */
  confirms?: boolean;
  /** Why the phone of a stranger identifies nobody. */
  unprovenBecause?: "no-phone" | "unknown-phone" | "several-subscribers";
  /** True if the channel does not know the phone until the person shares it. */
  asksContact?: boolean;
}
