import { type LocalHolidays, nextBusinessDay } from "../calendar/calendar.ts";
import { addDays, daysBetween, type IsoDate } from "../calendar/iso-date.ts";
import type { ContractTerms } from "../invoices/contract.ts";
import { ratioDown, ratioHalfUp } from "./money.ts";

/** What is owed, by when, and on which day it is paid. */
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
  /** Calendar days since the due date; 0 while nothing is charged. */
  overdueDays: number;
  /** Taken off because it is paid in time. */
  discountCents: number;
  multaCents: number;
  jurosCents: number;
  totalCents: number;
}

const basisPoints = 10_000;
const daysOfMonth = 30;

/**
 * What has to be paid on a day. Nothing is charged until the first business day from the due date on has passed
 * (Lei 7.089/1983; Código Civil art. 132 §1); after that the days count from the due date itself. Multa once, juros
 * by calendar day of a 30-day month, each half up to the cent at the end, on what is left after the abatement.
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

/** Has the first business day from the due date on passed? */
export function isOverdue(dueDate: IsoDate, on: IsoDate, localHolidays: LocalHolidays = []): boolean {
  return on > nextBusinessDay(dueDate, localHolidays);
}

/** What is owed of a principal after its abatement; never below zero. */
export function owedCents(principalCents: number, abatementCents = 0): number {
  return Math.max(0, principalCents - abatementCents);
}

/** Juros as registered, in cents a day: rounded down, so that a month never costs more than agreed. */
export function jurosPerDayCents(owed: number, jurosBasisPointsMonth: number): number {
  return ratioDown([owed, jurosBasisPointsMonth], basisPoints * daysOfMonth);
}

/** The first due date that is not overdue on a day: the day itself, or one before it that no bank was open since. */
export function overdueBefore(today: IsoDate, localHolidays: LocalHolidays = []): IsoDate {
  let day = today;
  while (nextBusinessDay(addDays(day, -1), localHolidays) >= today) day = addDays(day, -1);
  return day;
}
