import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import type { KeptPayment } from "../../records/payment-records.ts";

/**
 * External id of the payment of which a bank's answer about a boleto speaks. One a boleto: a later answer is about the
 * same payment.
 */
export const answeredPaymentId = (boletoId: string) => `bank:${boletoId}`;

/** External id of a payment that is an entry of a bank's file or list; a second equal entry is another payment. */
export function listedPaymentId(
  boletoId: string,
  { paidOn, amountCents }: { paidOn: IsoDate | undefined; amountCents: number },
  nth = 1,
): string {
  const id = `bank:${boletoId}:${paidOn}:${amountCents}`;
  return nth === 1 ? id : `${id}:${nth}`;
}

/**
 * Returns the payment that a report speaks of, if it is known: by its id; or an answer and an entry of a file about the
 * same boleto, whichever came first.
 */
export function samePayment(
  known: readonly KeptPayment[],
  { externalId, boletoId }: { externalId: string; boletoId: string },
): KeptPayment | undefined {
  const ofBoleto = known.filter((payment) => payment.boletoId === boletoId);
  const answered = answeredPaymentId(boletoId);
  return (
    ofBoleto.find((payment) => payment.externalId === externalId) ??
    (externalId === answered
      ? ofBoleto.find((payment) => payment.externalId.startsWith(`${answered}:`))
      : externalId.startsWith(`${answered}:`)
        ? ofBoleto.find((payment) => payment.externalId === answered)
        : undefined)
  );
}
