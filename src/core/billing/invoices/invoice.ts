import type { IsoDate } from "../calendar/iso-date.ts";
import type { PartPayment } from "../money/part-payments.ts";

/** Every status of an invoice, in Portuguese where English has no term. */
export const invoiceStatuses = ["open", "paid", "cancelled", "em_acordo", "contestada", "suspensa"] as const;

/** Only `open` is offered for payment; the last three are named to the subscriber and lead to a person. */
export type InvoiceStatus = (typeof invoiceStatuses)[number];

/** The part of an invoice from which amounts and due dates are computed. */
export interface InvoiceTerms {
  /** Before discount and abatement. */
  amountCents: number;
  /** The contractual due date, as printed. */
  dueDate: IsoDate;
  /** Desconto por pontualidade: taken off when paid until `discountUntil` (the due date if absent). */
  discountCents?: number;
  discountUntil?: IsoDate;
  /** Abatimento: taken off regardless of the payment date. */
  abatementCents?: number;
  /** Payments that did not cover what was due; the rest is open. */
  partPayments?: readonly PartPayment[];
}

/** Fatura: the amount owed for one month. */
export interface Invoice extends InvoiceTerms {
  id: string;
  contractId: string;
  /** In the subscriber's words: "uso de novembro". */
  description: string;
  status: InvoiceStatus;
}
