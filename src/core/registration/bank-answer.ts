import type { IsoDate } from "../billing/calendar/iso-date.ts";

/** A boleto as reported by its bank. */
export interface BankTitle {
  /** In the form that the bank's layout takes. */
  nossoNumero?: string;
  codigoBarras: string;
  linhaDigitavel: string;
  pixCopiaECola?: string;
  /** Why the bank made no PIX, in its own words. */
  pixRefused?: string;
}

/** Answer of a bank about a boleto. `nextLookUpAt` is the bank's hint when to ask again. */
export type BankAnswer =
  /**
   * `title` is present if the bank reports it; it must pass `checkTitle` before anybody sees it. `paymentAnnounced`:
   * the payer's bank has taken the money (baixa operacional), and this bank books it on a later day or takes it back.
   */
  | { kind: "registered"; title?: BankTitle; bankReference?: string; paymentAnnounced?: boolean }
  /** `pixCopiaECola` is present if the bank tells it only now; it must be a charge's before it is stored. */
  | { kind: "processing"; nextLookUpAt?: Date; bankReference?: string; pixCopiaECola?: string }
  | { kind: "cannot-tell" }
  | { kind: "refused"; reason: string }
  /** The bank no longer accepts payment: the boleto was withdrawn or has expired there. */
  | { kind: "closed"; reason: string }
  | { kind: "not-found" }
  /** `amountCents` is absent if the bank does not report it. */
  | { kind: "paid"; amountCents?: number; paidOn: IsoDate }
  /**
   * The bank was not asked, or refused us and not the boleto (token, permission, limit): a registration did not take
   * effect. `isBusy`: the bank works, and only our turn at its pace is still to come.
   */
  | { kind: "in-trouble"; retryAt: Date; isBusy?: true }
  /**
   * No answer, or an unreadable one: the bank may have registered the boleto or not. `repeatAt`: from this time on its
   * absence from the bank's records is believed, and it may be sent again.
   */
  | { kind: "unknown"; nextLookUpAt?: Date; bankReference?: string; repeatAt?: Date };

/** Answer of a bank to a cancellation. */
export type CancelAnswer =
  | { kind: "cancelled" }
  | { kind: "later"; retryAt: Date }
  | { kind: "paid"; amountCents?: number; paidOn: IsoDate }
  | { kind: "unknown" };

/** A payment in a bank's own list, which may be of a boleto that another system issued. */
export interface ListedPayment {
  /** The bank's number as digits, without leading zeros; includes the check digit where the bank's list does. */
  nossoNumero?: string;
  /** What the bank kept as our reference (seu número). */
  reference?: string;
  bankReference?: string;
  /** Absent if the bank does not report it. */
  amountCents?: number;
  paidOn: IsoDate;
  /** The list has titles and not payments: a title has one line, which may change its day and amount afterwards. */
  ofTitle?: true;
}

/**
 * Answer of a bank to a request for its list of payments. `later`: the bank prepares the list; ask again with the same
 * `cursor`.
 */
export type PaymentList =
  | { kind: "payments"; payments: readonly ListedPayment[] }
  | { kind: "later"; retryAt: Date; cursor: string }
  | { kind: "in-trouble"; retryAt: Date }
  | { kind: "unknown" };
