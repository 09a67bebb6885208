import { localDate } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import type { BankAnswer, ListedPayment } from "../../core/registration/bank-answer.ts";
import { pollAt } from "../rest/poll-again.ts";
import type { Charge, Numbers } from "./asaas-answers.ts";

/** Statuses of a charge whose money is there, also if an operator says so at Asaas. */
export const paidStatuses = ["RECEIVED", "RECEIVED_IN_CASH", "DUNNING_RECEIVED"] as const;
const isPaid = (status: string) => (paidStatuses as readonly string[]).includes(status);

/** Statuses of a charge that can still be paid, or whose payment is on its way. */
const open = new Set(["PENDING", "OVERDUE", "CONFIRMED", "DUNNING_REQUESTED"]);

const firstPollMs = 15_000;

/** Returns true if the answer about a charge needs the numbers of its boleto. */
export const needsNumbers = ({ status, deleted }: Charge) => open.has(status) && deleted !== true;

/**
 * Converts the status of a charge to our answer. Asaas has no status "in registration": a charge whose boleto has no
 * numbers yet is being processed. CONFIRMED is money that was paid and has not arrived.
 */
export function chargeAnswer(
  charge: Charge,
  { numbers, pixCopiaECola, lookUps, now }: { numbers?: Numbers; pixCopiaECola?: string; lookUps: number; now: Date },
): BankAnswer {
  const { id: bankReference, status } = charge;
  if (charge.deleted) return { kind: "closed", reason: "Removido no Asaas" };
  if (isPaid(status)) {
    const { paidOn, amountCents } = paymentOf(charge, now);
    return { kind: "paid", paidOn, ...(amountCents !== undefined && { amountCents }) };
  }
  if (status.startsWith("REFUND")) return { kind: "closed", reason: "Estornado no Asaas" };
  if (!open.has(status)) return { kind: "unknown" };
  const announced = status === "CONFIRMED" && { paymentAnnounced: true };
  if (!numbers && announced) return { kind: "registered", bankReference, ...announced };
  if (!numbers) return { kind: "processing", bankReference, nextLookUpAt: pollAt({ lookUps }, now, firstPollMs) };
  const title = {
    nossoNumero: numbers.nossoNumero,
    codigoBarras: numbers.barCode,
    linhaDigitavel: numbers.identificationField,
    ...(pixCopiaECola !== undefined && { pixCopiaECola }),
  };
  return { kind: "registered", bankReference, title, ...announced };
}

/** Returns the payment of a paid charge, whichever system made it. */
export function paymentOf(charge: Charge, now: Date): ListedPayment {
  const { id, externalReference, nossoNumero, value, clientPaymentDate, paymentDate } = charge;
  return {
    bankReference: id,
    ...(externalReference && { reference: externalReference }),
    ...(nossoNumero && { nossoNumero: nossoNumero.replace(/^0+/, "") }),
    ...(value && { amountCents: value }),
    paidOn: clientPaymentDate ?? paymentDate ?? localDate(now, brasilia),
    ofTitle: true,
  };
}
