import { type LocalHolidays, nextBusinessDay } from "../calendar/calendar.ts";
import { addDays, daysBetween, type IsoDate } from "../calendar/iso-date.ts";
import type { ContractTerms } from "../invoices/contract.ts";
import { ratioDown, ratioHalfUp } from "./money.ts";

/** An amount owed, its due date, and the day on which it is paid. */
export interface Debt extends ContractTerms {
  principalCents: number;
  dueDate: IsoDate;
  /** The day of payment. */
  on: IsoDate;
  localHolidays?: LocalHolidays;
  discountCents?: number;
  discountUntil?: IsoDate;
  abatementCents?: number;
}

/** `totalCents` = principal − abatement − discount + multa + juros. */
export interface Charges {
  /** Calendar days since the due date; 0 as long as nothing is charged. */
  overdueDays: number;
  /** Discount for payment in time. */
  discountCents: number;
  multaCents: number;
  jurosCents: number;
  totalCents: number;
}

const basisPoints = 10_000;
const daysOfMonth = 30;

/**
 * Computes the amount to pay on a day. Nothing is charged until the first business day from the due date on has passed
 * (Lei 7.089/1983; Código Civil art. 132 §1); after that, days count from the due date itself. On the amount less the
 * abatement, multa is charged once and juros per calendar day of a 30-day month; each is rounded half up to the cent.
 */
export function chargesOn(debt: Debt): Charges {
  const { dueDate, on, localHolidays } = debt;
  const owed = owedCents(debt.principalCents, debt.abatementCents);
  if (!isOverdue(dueDate, on, localHolidays)) {
    const inTime = !isOverdue(debt.discountUntil ?? dueDate, on, localHolidays);
    const discountCents = inTime ? Math.min(debt.discountCents ?? 0, owed) : 0;
    return { overdueDays: 0, discountCents, multaCents: 0, jurosCents: 0, totalCents: owed - discountCents };
  }
  const overdueDays = daysBetween(dueDate, on);
  const multaCents = ratioHalfUp([owed, debt.multaBasisPoints], basisPoints);
  const jurosCents = ratioHalfUp([owed, debt.jurosBasisPointsMonth, overdueDays], basisPoints * daysOfMonth);
  return { overdueDays, discountCents: 0, multaCents, jurosCents, totalCents: owed + multaCents + jurosCents };
}

/** Returns true once the first business day from the due date on has passed. */
export function isOverdue(dueDate: IsoDate, on: IsoDate, localHolidays: LocalHolidays = []): boolean {
  return on > nextBusinessDay(dueDate, localHolidays);
}

/** Returns the principal less its abatement; never below zero. */
export function owedCents(principalCents: number, abatementCents = 0): number {
  return Math.max(0, principalCents - abatementCents);
}

/** Returns juros in cents per day, as registered. Rounded down, so that a month never costs more than agreed. */
export function jurosPerDayCents(owed: number, jurosBasisPointsMonth: number): number {
  return ratioDown([owed, jurosBasisPointsMonth], basisPoints * daysOfMonth);
}

/** Returns the earliest due date that is not overdue today; earlier than today if the banks were closed in between. */
export function overdueBefore(today: IsoDate, localHolidays: LocalHolidays = []): IsoDate {
  let day = today;
  while (nextBusinessDay(addDays(day, -1), localHolidays) >= today) day = addDays(day, -1);
  return day;
}
