import type { IsoDate } from "../billing/calendar/iso-date.ts";

/** A payment to be kept. */
export interface NewPayment {
  externalId: string;
  invoiceId: string;
  boletoId: string;
  amountCents: number;
  paidOn: IsoDate;
  outcome: "settled" | "devolver_ou_creditar";
  /** What was paid too much, below zero what was paid too little. */
  differenceCents?: number;
}

/** A payment that counts no more. */
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
  /** False where this very payment was reported before. */
  insertPayment(payment: NewPayment): Promise<boolean>;
  payment(externalId: string): Promise<NewPayment | undefined>;
  /**
   * Marks the last payment of a boleto that counts as undone; undefined where none does. Another payment of the invoice
   * that waited for the operator settles it from now on.
   */
  undoPayment(boletoId: string, now: Date): Promise<UndonePayment | undefined>;
}
