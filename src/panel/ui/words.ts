import type { InvoiceStatus } from "../../core/billing/invoices/invoice.ts";
import type { BoletoStatus } from "../../core/boleto/boleto-status.ts";
import type { ChannelName } from "../../core/channel-ports.ts";

/** The names of statuses and channels, in one table for all pages. */
export const words = {
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
  },
  channel: {
    whatsapp: "WhatsApp",
    telegram: "Telegram",
    web: "Página",
    console: "Terminal",
  } satisfies Record<ChannelName, string>,
};

/** The delivery status of a message to a subscriber. */
export type MessageStatus = keyof typeof words.message;
