import type { IsoDate } from "../../core/billing/calendar/iso-date.ts";
import type { InvoiceStatus } from "../../core/billing/invoices/invoice.ts";
import type { BoletoStatus } from "../../core/boleto/boleto-status.ts";
import type { ChannelName } from "../../core/channel-ports.ts";
import type { Author } from "../../core/operator/author.ts";

/** The lists of invoices; `overdue` are those of `open` whose due date has passed. */
export const invoiceFilters = [
  "open",
  "overdue",
  "paid",
  "em_acordo",
  "contestada",
  "suspensa",
  "cancelled",
] as const satisfies readonly (InvoiceStatus | "overdue")[];
/** One of them. */
export type InvoiceFilter = (typeof invoiceFilters)[number];

/** A line of a list. */
export interface InvoiceRow {
  id: string;
  externalId: string;
  dueDate: IsoDate;
  amountCents: number;
  description: string;
  status: InvoiceStatus;
  subscriber: string;
  contract: { externalId: string; address: string };
  /** The bank of the living boleto. */
  bankCode?: string;
}

/** A boleto of an invoice, as far as its life goes. */
export interface BoletoLife {
  id: string;
  bankCode: string;
  status: BoletoStatus;
  origin: "faturabot" | "erp";
  /** Both absent while the bank that gives them has not. */
  nossoNumero?: string;
  linhaDigitavel?: string;
  amountCents: number;
  dueDate: IsoDate;
  issuedAt: Date;
  promisedAt: Date;
  payableAt?: Date;
  unconfirmed: boolean;
  closedAt?: Date;
  bankReason?: string;
}

/** A message about a boleto of an invoice, and what became of it. */
export interface NoticeLife {
  id: string;
  channel: ChannelName;
  chatId: string;
  text: string;
  status: "pending" | "sent" | "delivered" | "failed" | "unknown" | "cancelled";
  dueAt: Date;
  sentAt?: Date;
  writtenBy?: string;
}

/** Money that came for an invoice. */
export interface PaymentLife {
  id: string;
  invoiceId: string;
  amountCents: number;
  paidOn: IsoDate;
  at: Date;
  bankCode?: string;
  outcome: "settled" | "devolver_ou_creditar";
  resolved?: { at: Date; by: string };
}

/** Everything that happened to an invoice. */
export interface InvoiceLife extends InvoiceRow {
  discountCents: number;
  discountUntil?: IsoDate;
  abatementCents: number;
  createdAt: Date;
  /** The day it was made here. */
  billedOn?: IsoDate;
  document: string;
  boletos: BoletoLife[];
  events: { id: string; at: Date; type: string; data: Readonly<Record<string, unknown>> }[];
  notices: NoticeLife[];
  payments: PaymentLife[];
  /** The subscriber's chats, the one written to last first. */
  chats: { id: string; channel: ChannelName; lastActiveAt?: Date }[];
}

/** Faturas, as the panel shows them. */
export interface Invoices {
  /** A page of a list, by due date; `after` is the cursor that came as `next`. A search is by name, document, contract or invoice. */
  list(of: {
    filter: InvoiceFilter;
    search?: string;
    after?: string;
    limit: number;
    today: IsoDate;
  }): Promise<{ rows: InvoiceRow[]; next?: string }>;
  life(id: string): Promise<InvoiceLife | undefined>;
  /** Payments to give back or credit that nobody did yet, oldest first. */
  refunds(of: { limit: number }): Promise<(PaymentLife & { invoice: string; subscriber: string })[]>;
  /** Given back or credited. False where it was before, or there is no such payment. */
  resolve(paymentId: string, by: Author): Promise<boolean>;
}
