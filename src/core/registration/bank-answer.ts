import type { IsoDate } from "../billing/calendar/iso-date.ts";

/** A boleto as reported by its bank. */
export interface BankTitle {
  /** In the form that the bank's layout takes. */
  nossoNumero?: string;
  codigoBarras: string;
  linhaDigitavel: string;
  pixCopiaECola?: string;
}

/** Answer of a bank about a boleto. `nextLookUpAt` is the bank's hint when to ask again. */
export type BankAnswer =
  /** `title` is present if the bank reports it; it must pass `checkTitle` before anybody sees it. */
  | { kind: "registered"; title?: BankTitle; bankReference?: string }
  | { kind: "processing"; nextLookUpAt?: Date; bankReference?: string }
  | { kind: "cannot-tell" }
  | { kind: "refused"; reason: string }
  /** The bank no longer accepts payment: the boleto was withdrawn or has expired there. */
  | { kind: "closed"; reason: string }
  | { kind: "not-found" }
  /** `amountCents` is absent if the bank does not report it. */
  | { kind: "paid"; amountCents?: number; paidOn: IsoDate }
  /** The bank was not asked: its circuit is open, or it demands a pause. */
  | { kind: "in-trouble"; retryAt: Date }
  /** No answer, or an unreadable one: the bank may have registered the boleto or not. */
  | { kind: "unknown"; nextLookUpAt?: Date };

/** Answer of a bank to a cancellation. */
export type CancelAnswer =
  | { kind: "cancelled" }
  | { kind: "later"; retryAt: Date }
  | { kind: "paid"; amountCents?: number; paidOn: IsoDate }
  | { kind: "unknown" };
