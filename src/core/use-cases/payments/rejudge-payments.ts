import type { PartPayment } from "../../billing/money/part-payments.ts";
import type { Records } from "../../ports.ts";
import type { InvoiceCase } from "../../records/invoice-records.ts";
import type { KeptPayment } from "../../records/payment-records.ts";
import { judgeReported } from "./judge-reported.ts";

/** What the payments of an invoice come to. */
export interface Rejudged {
  /** One of them settles the invoice, or did before. */
  settled: boolean;
  settledBefore: boolean;
  /** All that do not settle it. */
  partPayments: readonly PartPayment[];
}

/**
 * Judges the payments of an invoice again after one was reversed or its amount corrected. Part payments stay as they
 * are, except the one named `corrected`; the others are judged in their order until one settles the invoice. One that
 * waits to be refunded or credited settles it if it is needed now; one that was refunded stays refunded.
 */
export async function rejudgePayments(
  records: Records,
  invoiceCase: InvoiceCase,
  corrected?: string,
): Promise<Rejudged> {
  const { invoice } = invoiceCase;
  const kept = await records.paymentsOf(invoice.id);
  const stays = ({ outcome, externalId }: KeptPayment) => outcome === "parcial" && externalId !== corrected;
  const settledBefore = kept.some(({ outcome }) => outcome === "settled");
  const partPayments: PartPayment[] = kept.filter(stays).map(partOf);
  for (const payment of kept) {
    const boleto = await records.boleto(payment.boletoId);
    if (!boleto || stays(payment) || payment.resolved) continue;
    const judged = judgeReported({ ...invoiceCase, invoice: { ...invoice, partPayments } }, boleto, payment);
    await records.changePayment(payment.externalId, judged);
    if (judged.outcome === "settled") return { settled: true, settledBefore, partPayments };
    partPayments.push(partOf({ ...payment, ...judged }));
  }
  return { settled: false, settledBefore, partPayments };
}

const partOf = ({ amountCents, paidOn, multaCents = 0, jurosCents = 0 }: KeptPayment): PartPayment => ({
  ...{ amountCents, paidOn, multaCents, jurosCents },
});
