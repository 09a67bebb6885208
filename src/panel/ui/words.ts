import type { InvoiceStatus } from "../../core/billing/invoices/invoice.ts";
import { formatTaxId, maskTaxId, parseTaxId } from "../../core/billing/people/tax-id.ts";
import type { BoletoStatus } from "../../core/boleto/boleto-status.ts";
import type { ChannelName } from "../../core/channel-ports.ts";
import type { InvoiceFilter, NoticeLife } from "../invoices/invoices-types.ts";

/** What the panel calls things; one table for every page. */
export const words = {
  filter: {
    open: "Em aberto",
    overdue: "Vencidas",
    paid: "Pagas",
    em_acordo: "Em acordo",
    contestada: "Contestadas",
    suspensa: "Suspensas",
    cancelled: "Canceladas",
  } satisfies Record<InvoiceFilter, string>,
  invoice: {
    open: "em aberto",
    paid: "paga",
    cancelled: "cancelada",
    em_acordo: "em acordo",
    contestada: "contestada",
    suspensa: "suspensa",
  } satisfies Record<InvoiceStatus, string>,
  boleto: {
    registering: "em registro",
    payable: "pode ser pago",
    paid: "pago",
    rejected: "recusado pelo banco",
    cancelling: "em baixa no banco",
    cancelled: "baixado",
    expired: "fora do prazo",
  } satisfies Record<BoletoStatus, string>,
  message: {
    pending: "na fila",
    sent: "enviada",
    delivered: "entregue",
    failed: "não saiu",
    unknown: "não se sabe se saiu",
    cancelled: "não precisou sair",
  } satisfies Record<NoticeLife["status"], string>,
  channel: {
    whatsapp: "WhatsApp",
    telegram: "Telegram",
    web: "Página",
    console: "Terminal",
  } satisfies Record<ChannelName, string>,
};

/** "200.000". */
export const numberWords = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ".");

/** "(11) 90000-0001", of a normalised phone. */
export const phoneWords = (phone: string) =>
  phone.replace(/^55(\d{2})(\d{4,5})(\d{4})$/, (_, area, first, last) => `(${area}) ${first}-${last}`);

/** A CPF or CNPJ as people write it; masked where the screen does not need it whole. */
export function taxIdWords(document: string, masked = false): string {
  const taxId = parseTaxId(document);
  // Not valid, and still somebody's.
  if (!taxId) return masked ? "***" : document;
  return masked ? maskTaxId(taxId) : formatTaxId(taxId);
}

/** "agora", "12 min", "3 h 05", "2 dias": how long something takes already. */
export function durationWords(from: Date, to: Date): string {
  const minutes = Math.max(0, Math.floor((to.getTime() - from.getTime()) / 60_000));
  if (minutes < 1) return "agora";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
  const days = Math.floor(minutes / (24 * 60));
  return days === 1 ? "1 dia" : `${days} dias`;
}

/** "CPF ***.456.789-**": enough to recognise somebody. Nothing of a number that is none. */
export function maskedDocument(document: string): string {
  const taxId = parseTaxId(document);
  return taxId ? `${taxId.kind.toUpperCase()} ${maskTaxId(taxId)}` : "documento não confere";
}
