import type { BankCode } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { InvoiceStatus } from "../billing/invoices/invoice.ts";
import type { RegistrationPromise } from "../billing/offers/registration-promise.ts";
import type { Understood } from "./understand.ts";

/** What an answer is drawn from in every channel. `text` holds the numbered list too; `*bold*` as marked. */
export interface Reply {
  text: string;
  choices?: readonly Choice[];
  document?: ReplyDocument;
  /** To be copied: every character as it is, also a star. */
  verbatim?: true;
  /** It hands a boleto over: said only while that one can be paid. */
  handsOver?: string;
  /** The person is asked to share the own contact, where a channel has a way to. */
  ask?: "contact";
}

/**
 * A file that goes with it, drawn when it is sent: a boleto's PDF, the QR of its PIX, the receipt of its payment, or
 * what is held about a subscriber.
 */
export type ReplyDocument =
  | { boletoId: string; fileName: string; of?: "pix" | "receipt" }
  | { dataOf: string; fileName: string };

/** A button: `list` is the version of the list it belongs to. */
export interface Choice {
  label: string;
  number: number;
  list: number;
}

/** Why the invoices are shown: decides the sentence around them. */
export type Purpose = "greet" | "pay" | "paid" | "not-found" | "no-internet" | "pix";

/** An open invoice as a line of the list. Amounts in cents, as owed today. */
export interface InvoiceLine {
  invoiceId: string;
  contract: string;
  description: string;
  status: InvoiceStatus;
  dueDate: IsoDate;
  todayCents: number;
  overdue: boolean;
  /** Today's amount has multa or juros in it: an overdue contract without either costs what it did. */
  charged: boolean;
  discount?: { cents: number; until: IsoDate };
}

/** A bank on offer, with what its boleto would ask for. */
export interface OfferLine {
  bankWalletId: string;
  bankCode: BankCode;
  name: string;
  dueDate: IsoDate;
  amountCents: number;
}

/** A boleto as the talk shows it. */
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
  /** Registered with it, off the amount. */
  abatementCents: number;
  /** What the paying bank asks for today. */
  todayCents: number;
  overdue: boolean;
  discount?: { cents: number; until: IsoDate };
  promise: RegistrationPromise;
  unconfirmed: boolean;
  /** Empty until the bank has given it; never where it can be paid. */
  linhaDigitavel: string;
  pixCopiaECola?: string;
  beneficiaryName: string;
  beneficiaryDocument: string;
}

/** The banks on offer for an invoice. `inTrouble`: those that would be if their systems worked, by name. */
export type BankOptions = (
  | { kind: "choose"; offers: readonly OfferLine[] }
  | { kind: "only"; offer: OfferLine; because: "single" | "bank-wallet" | "locked" }
  | { kind: "none" }
) & { inTrouble?: readonly string[] };

/** An invoice as it stands now. */
export interface InvoiceLook {
  invoice: InvoiceLine;
  living?: BoletoCard;
  options: BankOptions;
  /** The bank that said no, where no boleto lives since. */
  refusedBy?: string;
}

/** Why an invoice is looked at. */
export type OpenPurpose = "pay" | "switch" | "pix";

/** What the dialog asks the turn to do. */
export type Effect =
  | { kind: "list-invoices"; purpose: Purpose }
  | { kind: "open-invoice"; invoiceId: string; purpose: OpenPurpose }
  | { kind: "receipt" }
  | { kind: "issue-boleto"; invoiceId: string; bankWalletId: string; replacing?: string }
  | { kind: "ask-bank"; invoiceId: string; about: "not-found" | "paid" }
  | { kind: "hand-over"; subject: string }
  /** `document` is a valid CPF or CNPJ, normalised. */
  | { kind: "request-code"; document: string }
  | { kind: "check-code"; code: string }
  | { kind: "check-digits"; digits: string }
  /** The chat is promised what is being registered, wherever it was asked for. */
  | { kind: "watch-boletos" }
  | { kind: "open-central" }
  | { kind: "describe-data" }
  | { kind: "erase-data" }
  | { kind: "set-notices"; choice: NoticeChoice; words: string };

/** Whether a person wants the notices that we begin. */
export type NoticeChoice = "stop" | "resume";

/** What came of an effect: the next input. */
export type Result =
  | { kind: "invoices-listed"; purpose: Purpose; invoices: readonly InvoiceLine[] }
  | ({ kind: "invoice-opened"; purpose: OpenPurpose } & InvoiceLook)
  | { kind: "boleto-issued"; boleto: BoletoCard }
  /** `bankGone`: the invoice is open, and that bank no longer on offer. */
  | { kind: "boleto-not-issued"; invoiceId: string; bankGone: boolean }
  /** `notOurs`: a boleto of the provider's own system, whose bank cannot be asked from here. `justAsked`: a moment ago. */
  | { kind: "bank-asked"; about: "not-found" | "paid"; bankName?: string; notOurs?: true; justAsked?: true }
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
      outcome: { kind: "right" } | { kind: "wrong"; triesLeft: number } | { kind: "limited"; until: Date };
    }
  /** Those in registration. */
  | { kind: "boletos-watched"; boletos: readonly BoletoCard[] }
  | { kind: "central-opened"; url: string }
  /** `off`: nobody said where the Central is reached. `not-holder`: an authorised phone. */
  | { kind: "central-opened"; url?: never; because: "off" | "not-holder" }
  /** Without words: whoever writes is not the subscriber. */
  | { kind: "data-described"; about?: { subscriberId: string; words: string } }
  | { kind: "data-erased" }
  | { kind: "notices-set"; choice: NoticeChoice };

/** What a person, or an effect, brings. `list` comes with a button; `stale` marks a number written before the list. */
export type Input =
  | { kind: "text"; said: Understood; list?: number; stale?: boolean }
  | { kind: "media"; media: string }
  | Result;

/** All that the dialog may know besides its state. */
export interface Context {
  now: Date;
  provider: string;
  /** It is known who writes; else a stranger. */
  proven: boolean;
  /** Absent for a stranger, and where somebody else's phone was authorised. */
  firstName?: string;
  /** The phone is a subscriber's, and would prove it with the first digits of the CPF. */
  confirms?: boolean;
  /** Why the phone proves nobody, for a stranger. */
  unprovenBecause?: "no-phone" | "unknown-phone" | "several-subscribers";
  /** The channel knows no phone until the person shares it. */
  asksContact?: boolean;
}
