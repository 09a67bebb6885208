import type { InvoiceStatus } from "../../core/billing/invoice.ts";
import type { BoletoStatus } from "../../core/boleto/boleto-status.ts";
import type { ChannelName } from "../../core/channel-ports.ts";
import type { InvoiceFilter, NoticeLife } from "../../core/panel/invoices.ts";

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
