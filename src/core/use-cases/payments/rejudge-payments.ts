import type { PartPayment } from "../../billing/money/part-payments.ts";
import type { Records } from "../../ports.ts";
import type { InvoiceCase } from "../../records/invoice-records.ts";
import type { KeptPayment, PaymentChange } from "../../records/payment-records.ts";
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
 * waits to be refunded or credited settles it if it is needed now, and what is not needed waits; one that was refunded
 * stays refunded.
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
  const judgements: { externalId: string; change: PaymentChange }[] = [];
  let settled = false;
  for (const payment of kept) {
    const { externalId, boletoId } = payment;
    const boleto = await records.boleto(boletoId);
    if (!boleto || stays(payment) || payment.resolved) continue;
    const change = settled
      ? notNeeded
      : judgeReported({ ...invoiceCase, invoice: { ...invoice, partPayments } }, boleto, payment);
    judgements.push({ externalId, change });
    if (change.outcome === "settled") settled = true;
    else if (!settled) partPayments.push(partOf({ ...payment, ...change }));
  }
  // The database lets one payment settle: the one that did so before gives way first.
  const inOrder = [...judgements].sort((one, other) => settlesOf(one) - settlesOf(other));
  for (const { externalId, change } of inOrder) await records.changePayment(externalId, change);
  return { settled, settledBefore, partPayments };
}

const notNeeded = { outcome: "devolver_ou_creditar", differenceCents: 0, multaCents: 0, jurosCents: 0 } as const;
const settlesOf = ({ change }: { change: PaymentChange }) => (change.outcome === "settled" ? 1 : 0);

const partOf = ({ amountCents, paidOn, multaCents = 0, jurosCents = 0 }: KeptPayment): PartPayment => ({
  ...{ amountCents, paidOn, multaCents, jurosCents },
});
