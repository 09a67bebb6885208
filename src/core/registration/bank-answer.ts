import type { IsoDate } from "../billing/iso-date.ts";

/** What a bank says about a boleto. `nextLookUpAt`: when asking again is worth it, where the bank hints at it. */
export type BankAnswer =
  | { kind: "registered" }
  | { kind: "processing"; nextLookUpAt?: Date }
  | { kind: "cannot-tell" }
  | { kind: "refused"; reason: string }
  | { kind: "not-found" }
  | { kind: "paid"; amountCents: number; paidOn: IsoDate }
  /** No answer, or none that can be read: it may have been entered or not. */
  | { kind: "unknown" };

/** What a bank says to a cancellation. */
export type CancelAnswer = { kind: "cancelled" } | { kind: "later"; retryAt: Date } | { kind: "unknown" };
