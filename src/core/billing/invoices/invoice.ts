import type { IsoDate } from "../calendar/iso-date.ts";
import type { PartPayment } from "../money/part-payments.ts";

/** Every status of an invoice. Those for which there is no English term are in Portuguese. */
export const invoiceStatuses = ["open", "paid", "cancelled", "em_acordo", "contestada", "suspensa"] as const;

/**
 * The status of an invoice. Only `open` invoices can be paid. The last three are named to the subscriber and lead to a
 * human agent.
 */
export type InvoiceStatus = (typeof invoiceStatuses)[number];

/** The data of an invoice from which amounts and due dates are computed. */
export interface InvoiceTerms {
  /** The amount before discount and abatement. */
  amountCents: number;
  /** The due date by contract, which is printed. */
  dueDate: IsoDate;
  /**
   * Discount for punctuality (desconto por pontualidade): deducted if the invoice is paid by `discountUntil` or, if
   * that is absent, by the due date.
   */
  discountCents?: number;
  discountUntil?: IsoDate;
  /** Rebate (abatimento): deducted whenever the invoice is paid. */
  abatementCents?: number;
  /** Payments that did not cover what was due; the rest is open. */
  partPayments?: readonly PartPayment[];
}

/** An invoice (fatura): what is owed for one month. */
export interface Invoice extends InvoiceTerms {
  id: string;
  contractId: string;
  /** What the invoice is for, in words for the subscriber: "uso de novembro". */
  description: string;
  status: InvoiceStatus;
}
