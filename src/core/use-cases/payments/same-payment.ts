import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import type { KeptPayment } from "../../records/payment-records.ts";

/** External id of the payment of which a bank's answer about a boleto speaks. */
export const answeredPaymentId = (boletoId: string) => `bank:${boletoId}`;

/** External id of a payment that is an entry of a bank's file or list; a second equal entry is another payment. */
export function listedPaymentId(
  boletoId: string,
  { paidOn, amountCents }: { paidOn: IsoDate | undefined; amountCents?: number },
  nth = 1,
): string {
  const id = `${answeredPaymentId(boletoId)}:${paidOn}:${amountCents}`;
  return nth === 1 ? id : `${id}:${nth}`;
}

/** A payment of a boleto, as a bank or the provider's own system reports it. */
type Reported = Pick<KeptPayment, "externalId" | "boletoId" | "paidOn"> & { amountCents?: number | undefined };

/**
 * Returns the payment that a report speaks of, if it is known: by its id; or an answer and an entry of a file or list
 * about the same boleto, whichever came first. While only a part is paid, an answer and an entry of another day and
 * another amount are two payments.
 */
export function samePayment(known: readonly KeptPayment[], report: Reported): KeptPayment | undefined {
  const { externalId, boletoId } = report;
  const ofBoleto = known.filter((payment) => payment.boletoId === boletoId);
  const answered = answeredPaymentId(boletoId);
  const byId = ofBoleto.find((payment) => payment.externalId === externalId);
  if (byId) return byId;
  if (externalId === answered)
    return ofBoleto.find((one) => one.externalId.startsWith(`${answered}:`) && !isFurther(ofBoleto, report));
  if (!externalId.startsWith(`${answered}:`)) return undefined;
  return ofBoleto.find((one) => one.externalId === answered && !isFurther([one], report));
}

/** Returns true if a report cannot be about any of these payments, all of which are parts. */
const isFurther = (known: readonly KeptPayment[], { paidOn, amountCents }: Reported): boolean =>
  amountCents !== undefined &&
  known.every(
    (one) => one.outcome === "parcial" && one.amountTold && one.paidOn !== paidOn && one.amountCents !== amountCents,
  );
