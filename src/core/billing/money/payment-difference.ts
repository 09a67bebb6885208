import type { LocalHolidays } from "../calendar/calendar.ts";
import type { IsoDate } from "../calendar/iso-date.ts";
import { amountOn, type RegisteredTerms } from "./amount-on.ts";
import { owedCents } from "./charges.ts";

/** Banks may round multa and juros differently. */
const toleranceCents = 5;

/**
 * Returns the overpaid cents, negative if underpaid, 0 if the amount can be right. Since the bank may report the day of
 * the credit as the day of payment, taking the discount or paying no late charges never counts as underpaid.
 */
export function paymentDifference(
  terms: RegisteredTerms,
  { amountCents, paidOn }: { amountCents: number; paidOn: IsoDate },
  localHolidays: LocalHolidays,
): number {
  const owed = owedCents(terms.amountCents, terms.abatementCents);
  const least = owed - Math.min(terms.discount?.discountCents ?? 0, owed);
  const most = Math.max(owed, amountOn(terms, paidOn, localHolidays)) + toleranceCents;
  if (amountCents < least) return amountCents - least;
  return amountCents > most ? amountCents - (most - toleranceCents) : 0;
}
