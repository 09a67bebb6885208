import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { BankWalletRecord } from "./boleto-records.ts";

/** A bank wallet whose bank may list its payments. */
export interface PaymentWallet {
  bankWallet: BankWalletRecord;
  /** Last day whose list was read completely; absent before the first. */
  readThrough?: IsoDate;
}

/** `parcial`: it did not cover what was due, and the rest of the invoice is open. */
export type PaymentOutcome = "settled" | "parcial" | "devolver_ou_creditar";

/** A payment to be stored. */
export interface NewPayment {
  externalId: string;
  invoiceId: string;
  boletoId: string;
  amountCents: number;
  /** False if the bank did not report the amount; it is then what was due on that day. True if absent. */
  amountTold?: boolean;
  paidOn: IsoDate;
  outcome: PaymentOutcome;
  /** Overpaid amount; negative if underpaid, and for a part payment the rest of that day. */
  differenceCents?: number;
  /** Late charges that were due with a part payment. */
  multaCents?: number;
  jurosCents?: number;
}

/** A payment that counts: it was not reversed. */
export type KeptPayment = NewPayment & { amountTold: boolean; resolved: boolean };

/** Changed fields of a payment. */
export type PaymentChange = Partial<Omit<NewPayment, "invoiceId" | "boletoId">>;

/** Payments, inside a transaction. */
export interface PaymentRecords {
  /** Returns false if this payment was already reported. */
  insertPayment(payment: NewPayment): Promise<boolean>;
  payment(externalId: string): Promise<NewPayment | undefined>;
  /** Has the bank reversed a payment of this boleto before? */
  wasUndone(boletoId: string): Promise<boolean>;
  /** Records that a list of payments was read completely up to a day. Returns false if it was before. */
  paymentsRead(bankWalletId: string, through: IsoDate): Promise<boolean>;
  /** Payments of an invoice that count, in the order in which they were reported. */
  paymentsOf(invoiceId: string): Promise<KeptPayment[]>;
  changePayment(externalId: string, change: PaymentChange): Promise<void>;
  /** Reverses the last payment of a boleto that counts, and returns it; undefined if there is none. */
  undoPayment(boletoId: string, now: Date): Promise<KeptPayment | undefined>;
}
