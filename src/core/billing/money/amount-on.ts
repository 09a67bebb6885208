import type { LocalHolidays } from "../calendar/calendar.ts";
import { daysBetween, type IsoDate } from "../calendar/iso-date.ts";
import type { BoletoTerms } from "./boleto-terms.ts";
import { isOverdue, jurosOf } from "./charges.ts";
import { owedCents, ratioHalfUp } from "./money.ts";

/** The registered terms of a boleto on which the amount due on a day depends. */
export type RegisteredTerms = Pick<BoletoTerms, "dueDate" | "amountCents" | "multaBasisPoints" | "jurosPerDayCents"> &
  Partial<Pick<BoletoTerms, "abatementCents" | "jurosBasisPointsMonth">> & {
    discount?: BoletoTerms["discount"] | undefined;
  };

/** Returns the cents that the paying bank asks for on a day, computed as it does: from the registered terms alone. */
export function amountOn(boleto: RegisteredTerms, on: IsoDate, localHolidays: LocalHolidays = []): number {
  const owed = owedCents(boleto.amountCents, boleto.abatementCents);
  if (isOverdue(boleto.dueDate, on, localHolidays)) {
    const days = daysBetween(boleto.dueDate, on);
    const jurosCents = days * boleto.jurosPerDayCents + jurosOf(owed, boleto.jurosBasisPointsMonth ?? 0, days);
    return owed + ratioHalfUp([owed, boleto.multaBasisPoints], 10_000) + jurosCents;
  }
  const { discount } = boleto;
  const inTime = discount && !isOverdue(discount.discountUntil, on, localHolidays);
  return inTime ? owed - Math.min(discount.discountCents, owed) : owed;
}
