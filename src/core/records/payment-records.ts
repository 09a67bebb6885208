import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { BankWalletRecord } from "./boleto-records.ts";

/** A bank wallet whose bank may list its payments. */
export interface PaymentWallet {
  bankWallet: BankWalletRecord;
  /** Last day whose list was read completely; absent before the first. */
  readThrough?: IsoDate;
}

/** A payment to be stored. */
export interface NewPayment {
  externalId: string;
  invoiceId: string;
  boletoId: string;
  amountCents: number;
  paidOn: IsoDate;
  outcome: "settled" | "devolver_ou_creditar";
  /** Overpaid amount; negative if underpaid. */
  differenceCents?: number;
}

/** A reversed payment. */
export interface UndonePayment {
  externalId: string;
  amountCents: number;
  /** It had settled its invoice. */
  settled: boolean;
  /** Another payment settles it now. */
  settledByOther: boolean;
}

/** Payments, inside a transaction. */
export interface PaymentRecords {
  /** Returns false if this payment was already reported. */
  insertPayment(payment: NewPayment): Promise<boolean>;
  payment(externalId: string): Promise<NewPayment | undefined>;
  /** Has the bank reversed a payment of this boleto before? */
  wasUndone(boletoId: string): Promise<boolean>;
  /** Records that the lists of payments up to a day were read completely. Returns false if they were before. */
  paymentsRead(bankWalletIds: readonly string[], through: IsoDate): Promise<boolean>;
  /**
   * Reverses the last effective payment of a boleto; undefined if there is none. Another payment of the invoice that
   * was to be refunded or credited settles the invoice instead.
   */
  undoPayment(boletoId: string, now: Date): Promise<UndonePayment | undefined>;
}
