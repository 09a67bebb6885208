import type { IsoDate } from "../../core/billing/calendar/iso-date.ts";
import type { ListedPayment } from "../../core/registration/bank-answer.ts";

/**
 * Returns when and what was paid, as a list of payments tells it. Without a readable day it is dated on the list's last
 * one and has no amount: then nothing is booked from the list, and the bank is asked about the boleto itself.
 */
export function listedPayment(
  paidOn: IsoDate | null | undefined,
  amountCents: number | null | undefined,
  lastDay: IsoDate,
): Pick<ListedPayment, "paidOn" | "amountCents"> {
  if (!paidOn) return { paidOn: lastDay };
  return { paidOn, ...(amountCents && { amountCents }) };
}
