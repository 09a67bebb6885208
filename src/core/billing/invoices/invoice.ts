import type { IsoDate } from "../calendar/iso-date.ts";

/** Every status of an invoice, in the field's own words where English has none. */
export const invoiceStatuses = ["open", "paid", "cancelled", "em_acordo", "contestada", "suspensa"] as const;

/** What became of an invoice. Only `open` is offered for payment; the last three are named and lead to a person. */
export type InvoiceStatus = (typeof invoiceStatuses)[number];

/** What an invoice asks for: the part of it that amounts and due dates are computed from. */
export interface InvoiceTerms {
  /** Before discount and abatement. */
  amountCents: number;
  /** The contractual due date, as printed. */
  dueDate: IsoDate;
  /** Desconto por pontualidade: taken off when paid until `discountUntil` (the due date where that is absent). */
  discountCents?: number;
  discountUntil?: IsoDate;
  /** Abatimento: taken off whenever it is paid. */
  abatementCents?: number;
}

/** Fatura: what is owed for a month. */
export interface Invoice extends InvoiceTerms {
  id: string;
  contractId: string;
  /** In the subscriber's words: "uso de novembro". */
  description: string;
  status: InvoiceStatus;
}
