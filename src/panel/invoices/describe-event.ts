import { bankName } from "../../core/billing/bank-names.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import { words } from "../ui/words.ts";
import type { InvoiceLife } from "./invoice-life.ts";

type InvoiceEvent = InvoiceLife["events"][number];

/** Describes an event of an invoice in Portuguese; undefined for an event that operators need not see. */
export function describeEvent(
  { type, data }: InvoiceEvent,
  bankOf: (boletoId: string) => string | undefined,
): string | undefined {
  const code = typeof data.bankCode === "string" ? data.bankCode : bankOf(String(data.boletoId));
  const bank = code === undefined ? "O banco" : bankName(code);
  const sentences: Record<string, () => string> = {
    "invoice.made": () => "A fatura foi gerada aqui.",
    "invoice.changed": () => `A situação mudou para ${statusOf(data.status)}.`,
    "invoice.locked": () => `A escolha do banco travou: ficou o banco padrão, ${bank}.`,
    "invoice.lock-failed": () => "O boleto do banco padrão não pôde ser feito na manhã da trava.",
    "boleto.handed-in": () => "O seu sistema entregou um boleto já emitido.",
    "boleto.issued": () => `${bank}: boleto pedido.`,
    "boleto.payable": () =>
      data.unconfirmed === true
        ? `${bank}: o prazo terminou e o banco não informa; o boleto foi entregue assim.`
        : `${bank}: registrado, já pode ser pago.`,
    "boleto.mailed": () => `${bank}: o boleto foi mandado por e-mail.`,
    "boleto.rejected": () => `${bank}: recusou o boleto${data.reason ? ` (${String(data.reason)})` : ""}.`,
    "boleto.late": () => `${bank}: demora há mais de um dia para registrar.`,
    "boleto.cancelling": () => `${bank}: o boleto não vale mais, a baixa foi pedida.`,
    "boleto.cancelled": () => `${bank}: a baixa foi confirmada.`,
    "boleto.cancel-late": () => `${bank}: a baixa não foi confirmada em um dia.`,
    "boleto.expired": () => `${bank}: o prazo para pagar terminou.`,
    "boleto.open-at-bank": () => `${bank}: ainda mostrava aberto um boleto que já não valia; a baixa foi pedida.`,
    "boleto.closed-at-bank": () =>
      `${bank}: o boleto não vale mais lá${data.reason ? ` (${String(data.reason)})` : ""}.`,
    "boleto.payment-announced": () => `${bank}: avisou que foi pago; falta a confirmação.`,
    "boleto.payment-announcement-undone": () => `${bank}: tinha avisado o pagamento e não confirmou.`,
    "payment.received": () =>
      `${bank}: pagamento de ${formatBrl(Number(data.amountCents))}${data.amountTold === false ? ", valor que o banco não informou" : ""}${outcomeOf(data)}.`,
    "payment.corrected": () =>
      `${bank}: o valor do pagamento foi corrigido para ${formatBrl(Number(data.amountCents))}${outcomeOf(data)}.`,
    "payment.undone-unconfirmed": () =>
      `${bank}: avisou que desfez o pagamento e, perguntado por dias, não o confirmou; confira no banco.`,
    "payment.undone": () => `${bank}: o pagamento de ${formatBrl(Number(data.amountCents))} foi desfeito.`,
    "offers.none": () => "O assinante pediu o boleto e não havia banco disponível.",
  };
  return sentences[type]?.();
}

function outcomeOf({ outcome, differenceCents }: InvoiceEvent["data"]): string {
  if (outcome === "settled") return ", quitou a fatura";
  return outcome === "parcial"
    ? `, parcial: faltam ${formatBrl(Math.abs(Number(differenceCents)))}`
    : ", a devolver ou creditar";
}

const statusOf = (status: unknown) =>
  typeof status === "string" && status in words.invoice
    ? words.invoice[status as keyof typeof words.invoice]
    : String(status);
