import type { InvoiceStatus } from "../../core/billing/invoice.ts";

/** What an invoice's status is called, where it is not simply open. */
export const statusWords: Record<InvoiceStatus, string> = {
  open: "Em aberto",
  paid: "Paga",
  cancelled: "Cancelada",
  em_acordo: "Em acordo",
  contestada: "Contestada",
  suspensa: "Suspensa",
};
