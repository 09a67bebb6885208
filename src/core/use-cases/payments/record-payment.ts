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

/** Money that a bank reports for a boleto. `externalId` is the report's own name: the same one twice is one. */
export interface PaymentReport {
  boletoId: string;
  amountCents: number;
  paidOn: IsoDate;
  externalId: string;
}

/**
 * Keeps a payment, whatever the boleto's status. It settles an open invoice and takes every other living boleto of it
 * out of the way, also where it was too little or too much, which the operator sees; a second one settles nothing and
 * waits for the operator (devolver ou creditar). Every chat that was promised one of the invoice's boletos hears of it.
 */
export async function recordPayment(deps: Deps, report: PaymentReport): Promise<void> {
  const { boletoId } = report;
  await withWatchers(deps.storage, { boletoId, of: "invoice" }, enter(deps, report));
  await deps.deliverDue();
}

/** The same as part of a transaction that is open; what it tells is to be sent once that is committed. */
export function recordPaymentIn(records: Records, deps: Pick<Deps, "clock">, report: PaymentReport): Promise<void> {
  return withWatchersIn(records, { boletoId: report.boletoId, of: "invoice" }, enter(deps, report));
}

const enter =
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
      // Each payment is told, the same one once.
      const subject = { kind: "notice", topic, boletoId: boleto.id, chatId, once: report.externalId } as const;
      await records.addMessages(subject, { replies, dueAt: now });
    }
  };

function settledReplies(description: string, differenceCents: number): Reply[] {
  if (differenceCents < 0) return [paidTooLittle(description, -differenceCents)];
  return [paymentArrived(description), ...(differenceCents > 0 ? [paidTooMuch(differenceCents)] : [])];
}
