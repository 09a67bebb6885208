import { z } from "zod";
import type { InvoiceStatus } from "../../core/billing/invoices/invoice.ts";

/** The lists of invoices. `overdue` contains those of `open` whose due date has passed. */
export const invoiceFilters = [
  "open",
  "overdue",
  "paid",
  "em_acordo",
  "contestada",
  "suspensa",
  "cancelled",
] as const satisfies readonly (InvoiceStatus | "overdue")[];
/** The name of a list of invoices. */
export type InvoiceFilter = (typeof invoiceFilters)[number];

/** The names of the lists, as the page shows them. */
export const filterNames: Readonly<Record<InvoiceFilter, string>> = {
  open: "Em aberto",
  overdue: "Vencidas",
  paid: "Pagas",
  em_acordo: "Em acordo",
  contestada: "Contestadas",
  suspensa: "Suspensas",
  cancelled: "Canceladas",
};

/** Parses the URL of a list. Invalid values lead to the list of open invoices, without a search. */
export const invoiceFilterQuery = z.object({
  lista: z.enum(invoiceFilters).catch("open"),
  busca: z.string().trim().max(100).catch(""),
});
