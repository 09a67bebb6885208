import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import { amountOn } from "../../billing/money/amount-on.ts";
import type { JudgedPayment } from "../../billing/money/judge-payment.ts";
import { isLiving, mayMove } from "../../boleto/boleto-status.ts";
import {
  paidInPart,
  paidTooMuch,
  paidTwice,
  paymentArrived,
  throwAwayBoleto,
} from "../../conversation/replies/payments.ts";
import type { Reply } from "../../conversation/turn.ts";
import type { NoticeTopic } from "../../message-key.ts";
import type { Records } from "../../ports.ts";
import type { NewPayment } from "../../records/payment-records.ts";
import { cancelLiving } from "../boletos/cancel-living.ts";
import { registeredTerms } from "../boletos/registered-terms.ts";
import { type Watched, withWatchers, withWatchersIn } from "../boletos/with-watchers.ts";
import type { Deps } from "../deps.ts";
import { correctPayment } from "./correct-payment.ts";
import { judgeReported } from "./judge-reported.ts";
import { samePayment } from "./same-payment.ts";

/** A payment reported for a boleto. `externalId` is an idempotency key: reported twice, it is one payment. */
export interface PaymentReport {
  boletoId: string;
  /** Absent if the bank does not report it: what was due on the day is booked, and marked as not told. */
  amountCents?: number | undefined;
  paidOn: IsoDate;
  externalId: string;
}

/**
 * Records a payment, whatever the boleto's status. One that covers what was due on its day settles an open invoice; less
 * is a part, and the invoice stays open for the rest. Either way the invoice's other living boleto is cancelled: it is
 * for the full amount. A payment of a settled or cancelled invoice waits for the operator to refund or credit it. Every
 * chat that watches a boleto of the invoice is notified. A known payment is at most corrected; see `samePayment`.
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
  async (watched: Watched): Promise<void> => {
    const { records, boleto, invoiceCase } = watched;
    const now = deps.clock.now();
    const known = samePayment(await records.paymentsOf(boleto.invoiceId), report);
    if (known) return correctPayment(watched, known, report, now);
    const payment = bookedPayment(watched, report);
    const isNew = await records.insertPayment(payment);
    if (!isNew) return;

    if (mayMove(boleto.status, "paid")) await records.changeBoleto(boleto.id, { status: "paid", closedAt: now });
    const { outcome, differenceCents = 0, amountCents } = payment;
    if (outcome === "settled") await records.changeInvoice(boleto.invoiceId, { status: "paid" });
    const { living } = invoiceCase;
    const withdrawn =
      outcome !== "devolver_ou_creditar" && living && living.id !== boleto.id && isLiving(living.status);
    if (withdrawn) await cancelLiving(records, living, now);
    const { externalId: invoiceId } = invoiceCase.invoice;
    const difference = differenceCents === 0 ? {} : { differenceCents };
    const untold = payment.amountTold === false ? { amountTold: false } : {};
    await records.addEvent(
      "payment.received",
      { invoiceId, boletoId: boleto.id, amountCents, outcome, ...difference, ...untold },
      now,
    );
    await tellPayment(watched, payment, { withdrawn: Boolean(withdrawn), now });
  };

/** Returns the payment as it is stored. One of an invoice that is settled or cancelled is to be refunded or credited. */
function bookedPayment({ boleto, invoiceCase }: Watched, report: PaymentReport): NewPayment {
  const { boletoId, paidOn, externalId } = report;
  const due = () => amountOn(registeredTerms(boleto, invoiceCase), paidOn, invoiceCase.localHolidays);
  const amountCents = report.amountCents ?? due();
  const isOpen = !["paid", "cancelled"].includes(invoiceCase.invoice.status);
  const judged: JudgedPayment | { outcome: "devolver_ou_creditar" } = isOpen
    ? judgeReported(invoiceCase, boleto, { amountCents, paidOn })
    : { outcome: "devolver_ou_creditar" };
  const { invoiceId } = boleto;
  return {
    externalId,
    invoiceId,
    boletoId,
    amountCents,
    amountTold: report.amountCents !== undefined,
    paidOn,
    ...judged,
  };
}

async function tellPayment(
  { records, boleto, invoiceCase, chats }: Watched,
  { externalId, outcome, amountCents, differenceCents = 0 }: NewPayment,
  { withdrawn, now }: { withdrawn: boolean; now: Date },
): Promise<void> {
  const { description } = invoiceCase.invoice;
  const replies: Record<NewPayment["outcome"], { topic: NoticeTopic; replies: readonly Reply[] }> = {
    settled: {
      topic: "paid",
      replies: [paymentArrived(description), ...(differenceCents > 0 ? [paidTooMuch(differenceCents)] : [])],
    },
    parcial: {
      topic: "part-paid",
      replies: [
        paidInPart(description, { paidCents: amountCents, missingCents: -differenceCents }),
        ...(withdrawn ? [throwAwayBoleto] : []),
      ],
    },
    devolver_ou_creditar: { topic: "paid-twice", replies: [paidTwice] },
  };
  for (const { id: chatId } of chats) {
    // One notice for each payment, however often it is reported.
    const subject = { kind: "notice", boletoId: boleto.id, chatId, once: externalId } as const;
    await records.addMessages(
      { ...subject, topic: replies[outcome].topic },
      { replies: replies[outcome].replies, dueAt: now },
    );
  }
}
