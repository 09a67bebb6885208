import type { BankCode } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { InvoiceStatus } from "../billing/invoices/invoice.ts";
import type { RegistrationPromise } from "../billing/offers/registration-promise.ts";
import type { Understood } from "./understand.ts";

/** A message, independent of the channel. `text` includes the numbered list and marks `*bold*` with stars. */
export interface Reply {
  text: string;
  choices?: readonly Choice[];
  document?: ReplyDocument;
  /** Text to be copied: sent unchanged, stars are not markup. */
  verbatim?: true;
  /** Id of the boleto that the message contains. Sent only while that boleto is payable. */
  handsOver?: string;
  /** Asks the person to share their contact, on channels that support it. */
  ask?: "contact";
}

/**
 * A file to attach, rendered when sent: a boleto's PDF, the QR code of its PIX, the receipt of its payment, or the
 * personal data held about a subscriber.
 */
export type ReplyDocument =
  | { boletoId: string; fileName: string; of?: "pix" | "receipt" }
  | { dataOf: string; fileName: string };

/** A button. `list` is the version of the list that it belongs to. */
export interface Choice {
  label: string;
  number: number;
  list: number;
}

/** The reason for which invoices are listed; determines the introduction. */
export type Purpose = "greet" | "pay" | "paid" | "not-found" | "no-internet" | "pix";

/** An invoice as a line of the list. Amounts in cents, as owed today. */
export interface InvoiceLine {
  invoiceId: string;
  contract: string;
  description: string;
  status: InvoiceStatus;
  dueDate: IsoDate;
  todayCents: number;
  overdue: boolean;
  /** Today's amount includes multa or juros. False for an overdue invoice whose contract has neither. */
  charged: boolean;
  discount?: { cents: number; until: IsoDate };
  /** What part payments brought; `todayCents` is the rest. */
  partPaidCents?: number;
}

/** A bank on offer, with the amount and due date of its boleto. */
export interface OfferLine {
  bankWalletId: string;
  bankCode: BankCode;
  name: string;
  dueDate: IsoDate;
  amountCents: number;
}

/** A boleto as shown in the conversation. */
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
  /** Registered abatimento, to be deducted from `amountCents`. */
  abatementCents: number;
  /** Amount that a paying bank charges today. */
  todayCents: number;
  overdue: boolean;
  discount?: { cents: number; until: IsoDate };
  promise: RegistrationPromise;
  unconfirmed: boolean;
  /** Empty until assigned by the bank; never empty on a payable boleto. */
  linhaDigitavel: string;
  pixCopiaECola?: string;
  beneficiaryName: string;
  beneficiaryDocument: string;
}

/** The banks on offer for an invoice. `inTrouble`: names of banks left out because their systems are down. */
export type BankOptions = (
  | { kind: "choose"; offers: readonly OfferLine[] }
  | { kind: "only"; offer: OfferLine; because: "single" | "bank-wallet" | "locked" }
  | { kind: "none" }
) & { inTrouble?: readonly string[] };

/** The current state of an invoice. */
export interface InvoiceLook {
  invoice: InvoiceLine;
  living?: BoletoCard;
  options: BankOptions;
  /** Name of the bank that refused, if no boleto is active since then. */
  refusedBy?: string;
}

/** The reason for which an invoice is opened. */
export type OpenPurpose = "pay" | "switch" | "pix";

/** Work that the dialog requests from the turn. */
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
  /** Registers the chat to be notified about all boletos in registration, whichever channel requested them. */
  | { kind: "watch-boletos" }
  | { kind: "open-central" }
  | { kind: "describe-data" }
  | { kind: "erase-data" }
  | { kind: "set-notices"; choice: NoticeChoice; words: string };

/** A person's choice about unsolicited notices (reminders). */
export type NoticeChoice = "stop" | "resume";

/** The result of an effect, which is the next input. */
export type Result =
  | { kind: "invoices-listed"; purpose: Purpose; invoices: readonly InvoiceLine[] }
  | ({ kind: "invoice-opened"; purpose: OpenPurpose } & InvoiceLook)
  | { kind: "boleto-issued"; boleto: BoletoCard }
  /** `bankGone`: the invoice is open, but the bank is no longer on offer. */
  | { kind: "boleto-not-issued"; invoiceId: string; bankGone: boolean }
  /** `notOurs`: issued by the provider's ERP, so the bank cannot be asked from here. `justAsked`: asked moments ago. */
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
  /** `boletos` are those in registration. */
  | { kind: "boletos-watched"; boletos: readonly BoletoCard[] }
  | { kind: "central-opened"; url: string }
  /** `off`: the Central has no configured address. `not-holder`: the phone is only authorised. */
  | { kind: "central-opened"; url?: never; because: "off" | "not-holder" }
  /** `about` is absent if the sender is not the subscriber. */
  | { kind: "data-described"; about?: { subscriberId: string; words: string } }
  | { kind: "data-erased" }
  | { kind: "notices-set"; choice: NoticeChoice };

/** Input from a person or an effect. `list` comes with a button; `stale` marks a number written before the list. */
export type Input =
  | { kind: "text"; said: Understood; list?: number; stale?: boolean }
  | { kind: "media"; media: string }
  | Result;

/** Everything that the dialog knows in addition to its state. */
export interface Context {
  now: Date;
  provider: string;
  /** The sender is identified; otherwise a stranger. */
  proven: boolean;
  /** Absent for a stranger and for an authorised phone. */
  firstName?: string;
  /** The phone is registered, but the first digits of the CPF still have to be confirmed. */
  confirms?: boolean;
  /** For a stranger: the reason for which the phone does not identify anybody. */
  unprovenBecause?: "no-phone" | "unknown-phone" | "several-subscribers";
  /** The channel does not know the phone until the person shares it. */
  asksContact?: boolean;
}
