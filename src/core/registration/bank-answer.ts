import type { IsoDate } from "../billing/calendar/iso-date.ts";

/** A boleto as its bank tells it. */
export interface BankTitle {
  /** As the layout of the bank takes it. */
  nossoNumero?: string;
  codigoBarras: string;
  linhaDigitavel: string;
  pixCopiaECola?: string;
}

/** What a bank says about a boleto. `nextLookUpAt`: when asking again is worth it, where the bank hints at it. */
export type BankAnswer =
  /** `title` where the bank tells it: it is checked before anybody sees it. */
  | { kind: "registered"; title?: BankTitle; bankReference?: string }
  | { kind: "processing"; nextLookUpAt?: Date; bankReference?: string }
  | { kind: "cannot-tell" }
  | { kind: "refused"; reason: string }
  /** The bank had it and takes it no more: withdrawn or run out there. */
  | { kind: "closed"; reason: string }
  | { kind: "not-found" }
  /** Without an amount where the bank does not tell it. */
  | { kind: "paid"; amountCents?: number; paidOn: IsoDate }
  /** The bank was not asked: its circuit is open, or it wants a pause. */
  | { kind: "in-trouble"; retryAt: Date }
  /** No answer, or none that can be read: it may have been entered or not. */
  | { kind: "unknown"; nextLookUpAt?: Date };

/** What a bank says to a cancellation. */
export type CancelAnswer =
  | { kind: "cancelled" }
  | { kind: "later"; retryAt: Date }
  | { kind: "paid"; amountCents?: number; paidOn: IsoDate }
  | { kind: "unknown" };
