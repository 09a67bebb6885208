import { localDate } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import type { BankAnswer, ListedPayment } from "../../core/registration/bank-answer.ts";
import { pollAt } from "../rest/poll-again.ts";
import type { Invoice } from "./cora-answers.ts";

const firstPollMs = 15_000;

/**
 * Converts the status of a charge to our answer. A charge can be open before the interbank base knows it: it can be
 * paid once `registered` is true. At Cora's stage, which has no interbank base, it never is.
 */
export function invoiceAnswer(
  invoice: Invoice,
  { lookUps, now, isStage }: { lookUps: number; now: Date; isStage: boolean },
): BankAnswer {
  const bankReference = invoice.id;
  const processing: BankAnswer = {
    kind: "processing",
    bankReference,
    nextLookUpAt: pollAt({ lookUps }, now, firstPollMs),
  };
  switch (invoice.status) {
    case "DRAFT":
    case "INITIATED":
      return processing;
    case "OPEN":
    case "LATE":
    case "IN_PAYMENT": {
      const { barcode, digitable, our_number, registered } = invoice.payment_options?.bank_slip ?? {};
      if (!barcode || !digitable || (registered === false && !isStage)) return processing;
      const pixCopiaECola = invoice.pix?.emv;
      const title = {
        codigoBarras: barcode,
        linhaDigitavel: digitable,
        ...(our_number && { nossoNumero: our_number }),
        ...(pixCopiaECola && { pixCopiaECola }),
      };
      const announced = invoice.status === "IN_PAYMENT" && { paymentAnnounced: true };
      return { kind: "registered", bankReference, title, ...announced };
    }
    case "PAID": {
      const { paidOn, amountCents } = paymentOf(invoice, now);
      return { kind: "paid", paidOn, ...(amountCents !== undefined && { amountCents }) };
    }
    case "CANCELLED":
      return { kind: "closed", reason: "Cancelado na Cora" };
    default:
      return { kind: "unknown" };
  }
}

/** Returns the payment of a paid charge, whichever system made it. */
export function paymentOf(invoice: Invoice, now: Date): ListedPayment {
  const { id, code, total_paid, occurrence_date, payments, payment_options } = invoice;
  const number = payment_options?.bank_slip?.our_number;
  const finalized = payments?.findLast(({ finalized_at }) => finalized_at)?.finalized_at;
  return {
    bankReference: id,
    ...(code && { reference: code }),
    ...(number && { nossoNumero: number.replace(/^0+/, "") }),
    // 0 is what a charge shows that nobody has paid, so here it means that the amount is not told.
    ...(total_paid && { amountCents: total_paid }),
    paidOn: occurrence_date ?? finalized ?? localDate(now, brasilia),
    ofTitle: true,
  };
}
