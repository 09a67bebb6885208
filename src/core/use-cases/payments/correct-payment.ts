import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import { isLiving } from "../../boleto/boleto-status.ts";
import {
  paidInPart,
  paidTooMuch,
  paidTwice,
  paymentArrived,
  throwAwayBoleto,
} from "../../conversation/replies/payments.ts";
import type { Reply } from "../../conversation/turn.ts";
import type { KeptPayment } from "../../records/payment-records.ts";
import { cancelLiving } from "../boletos/cancel-living.ts";
import type { Watched } from "../boletos/with-watchers.ts";
import { rejudgePayments } from "./rejudge-payments.ts";
import { answeredPaymentId } from "./same-payment.ts";

/**
 * Completes a known payment by a later report of it. An amount that was not told before is corrected. The first entry of
 * a file or list about a payment that the bank answered before gives it the entry's id and amount, so that a second
 * entry is another payment, and the earlier of both days: some banks list the day on which they booked it. If that
 * changes whether the invoice is settled, the invoice follows, and every watching chat is told: it never reopens in
 * silence.
 */
export async function correctPayment(
  watched: Watched,
  known: KeptPayment,
  { externalId, amountCents, ...report }: { externalId: string; amountCents?: number | undefined; paidOn: IsoDate },
  now: Date,
): Promise<void> {
  const isFirstEntry = externalId !== known.externalId && known.externalId === answeredPaymentId(known.boletoId);
  if (amountCents === undefined || (known.amountTold && !isFirstEntry)) return;
  const id = isFirstEntry ? externalId : known.externalId;
  const paidOn = known.paidOn < report.paidOn ? known.paidOn : report.paidOn;
  await watched.records.changePayment(known.externalId, { externalId: id, amountCents, paidOn, amountTold: true });
  if (amountCents !== known.amountCents || paidOn !== known.paidOn)
    await settleAgain(watched, { ...known, externalId: id, amountCents, paidOn }, now);
}

async function settleAgain({ records, boleto, chats }: Watched, payment: KeptPayment, now: Date): Promise<void> {
  const { invoiceId, outcome: before, externalId, amountCents } = payment;
  const invoiceCase = await records.invoiceCase(invoiceId);
  if (!invoiceCase) return;
  const { invoice, living } = invoiceCase;
  const counts = before !== "devolver_ou_creditar" && invoice.status !== "cancelled";
  const settled = counts && (await rejudgePayments(records, invoiceCase, externalId)).settled;
  const after = (await records.payment(externalId)) ?? payment;
  const { outcome, differenceCents = 0 } = after;
  const changes = counts && (before === "settled") !== settled;
  const difference = differenceCents === 0 ? {} : { differenceCents };
  const data = { invoiceId: invoice.externalId, boletoId: boleto.id, amountCents, outcome, ...difference };
  await records.addEvent("payment.corrected", { ...data, reopened: changes && !settled }, now);
  if (!counts) return;

  if (changes) await records.changeInvoice(invoiceId, { status: settled ? "paid" : "open" });
  // Whatever was issued in between is for another amount.
  const withdrawn = living && living.id !== boleto.id && isLiving(living.status);
  if (withdrawn) await cancelLiving(records, living, now);
  const replies: Reply[] = [
    ...(settled && changes && invoice.status !== "paid" ? [paymentArrived(invoice.description)] : []),
    // What settled it so far is not needed any more.
    ...(settled && changes && invoice.status === "paid" ? [paidTwice] : []),
    ...(settled && differenceCents > 0 ? [paidTooMuch(differenceCents)] : []),
    ...(settled
      ? []
      : [paidInPart(invoice.description, { paidCents: amountCents, missingCents: -differenceCents, corrected: true })]),
    ...(withdrawn ? [throwAwayBoleto] : []),
  ];
  for (const { id: chatId } of chats) {
    const subject = { kind: "notice", topic: "corrected", boletoId: boleto.id, chatId, once: externalId } as const;
    await records.addMessages(subject, { replies, dueAt: now });
  }
}
