import type { LocalHolidays } from "../calendar/calendar.ts";
import type { IsoDate } from "../calendar/iso-date.ts";
import { amountOn, type RegisteredTerms } from "./amount-on.ts";
import { owedCents } from "./charges.ts";

/** Banks round multa and juros by themselves. */
const toleranceCents = 5;

/**
 * What was paid too much, below zero what was paid too little, in cents; 0 where it may be right. A bank's day may be
 * the one of the credit: so the discount is never held against anybody, nor charges that were not asked for.
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
