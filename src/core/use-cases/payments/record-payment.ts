import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import { paymentDifference } from "../../billing/money/payment-difference.ts";
import { isLiving, mayMove } from "../../boleto/boleto-status.ts";
import { paidTooLittle, paidTooMuch, paidTwice, paymentArrived } from "../../conversation/replies/payments.ts";
import type { Reply } from "../../conversation/turn.ts";
import type { Records } from "../../ports.ts";
import { cancelLiving } from "../boletos/cancel-living.ts";
import { registeredTerms } from "../boletos/registered-terms.ts";
import { type Watched, withWatchers, withWatchersIn } from "../boletos/with-watchers.ts";
import type { Deps } from "../deps.ts";

/** A payment reported for a boleto. `externalId` is an idempotency key: reported twice, it is one payment. */
export interface PaymentReport {
  boletoId: string;
  amountCents: number;
  paidOn: IsoDate;
  externalId: string;
}

/**
 * Records a payment, whatever the boleto's status. It settles an open invoice and cancels the invoice's other living
 * boleto, even if the amount is too low or too high, which the operator sees. A second payment settles nothing and
 * waits for the operator to refund or credit it. Every chat that watches a boleto of the invoice is notified.
 */
export async function recordPayment(deps: Deps, report: PaymentReport): Promise<void> {
  const { boletoId } = report;
  await withWatchers(deps.storage, { boletoId, scope: "invoice" }, recordLocked(deps, report));
  await deps.deliverDue();
}

/** Like `recordPayment`, inside an open transaction. The caller sends the queued notices after the commit. */
export function recordPaymentIn(records: Records, deps: Pick<Deps, "clock">, report: PaymentReport): Promise<void> {
  return withWatchersIn(records, { boletoId: report.boletoId, scope: "invoice" }, recordLocked(deps, report));
}

const recordLocked =
  (deps: Pick<Deps, "clock">, report: PaymentReport) =>
  async ({ records, boleto, invoiceCase, chats }: Watched): Promise<void> => {
    const now = deps.clock.now();
    const settles = !["paid", "cancelled"].includes(invoiceCase.invoice.status);
    const outcome = settles ? "settled" : "devolver_ou_creditar";
    const differenceCents = settles
      ? paymentDifference(registeredTerms(boleto, invoiceCase), report, invoiceCase.localHolidays)
      : 0;
    const isNew = await records.insertPayment({ ...report, invoiceId: boleto.invoiceId, outcome, differenceCents });
    if (!isNew) return;

    if (boleto.announcedAt) await records.changeBoleto(boleto.id, { announcedAt: null });
    if (mayMove(boleto.status, "paid")) await records.changeBoleto(boleto.id, { status: "paid", closedAt: now });
    if (settles) {
      await records.changeInvoice(boleto.invoiceId, { status: "paid" });
      const { living } = invoiceCase;
      if (living && living.id !== boleto.id && isLiving(living.status)) await cancelLiving(records, living, now);
    }
    const { externalId: invoiceId, description } = invoiceCase.invoice;
    const difference = differenceCents === 0 ? {} : { differenceCents };
    await records.addEvent(
      "payment.received",
      { invoiceId, boletoId: boleto.id, amountCents: report.amountCents, outcome, ...difference },
      now,
    );
    const replies = settles ? settledReplies(description, differenceCents) : [paidTwice];
    for (const { id: chatId } of chats) {
      const topic = settles ? "paid" : "paid-twice";
      // One notice for each payment, however often it is reported.
      const subject = { kind: "notice", topic, boletoId: boleto.id, chatId, once: report.externalId } as const;
      await records.addMessages(subject, { replies, dueAt: now });
    }
  };

function settledReplies(description: string, differenceCents: number): Reply[] {
  if (differenceCents < 0) return [paidTooLittle(description, -differenceCents)];
  return [paymentArrived(description), ...(differenceCents > 0 ? [paidTooMuch(differenceCents)] : [])];
}
