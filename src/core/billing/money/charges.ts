import { type LocalHolidays, nextBusinessDay } from "../calendar/calendar.ts";
import { addDays, daysBetween, type IsoDate } from "../calendar/iso-date.ts";
import type { ContractTerms } from "../invoices/contract.ts";
import { ratioDown, ratioHalfUp } from "./money.ts";
import { type PartPayment, type Rest, restOf } from "./part-payments.ts";

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
  /** Payments of a part, which leave the rest open. */
  partPayments?: readonly PartPayment[];
}

/** `totalCents` = principal − abatement − discount + multa + juros, of what is left after part payments. */
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
 * After a part payment, charges arise on what is left of the principal: juros from that day on, and no second multa.
 */
export function chargesOn(debt: Debt): Charges {
  const { dueDate, on, localHolidays } = debt;
  const rest = restOf(debt, debt.partPayments);
  const { principalCents: owed } = rest;
  if (!isOverdue(dueDate, on, localHolidays)) {
    const inTime = !isOverdue(debt.discountUntil ?? dueDate, on, localHolidays);
    const discountCents = inTime ? Math.min(debt.discountCents ?? 0, owed) : 0;
    return { ...chargesOf(rest), overdueDays: 0, discountCents, totalCents: totalOf(rest) - discountCents };
  }
  const from = rest.jurosUntil ?? dueDate;
  const newMultaCents = rest.multaCharged ? 0 : ratioHalfUp([owed, debt.multaBasisPoints], basisPoints);
  const newJurosCents = jurosOf(owed, debt.jurosBasisPointsMonth, Math.max(0, daysBetween(from, on)));
  return {
    overdueDays: daysBetween(dueDate, on),
    discountCents: 0,
    multaCents: rest.multaCents + newMultaCents,
    jurosCents: rest.jurosCents + newJurosCents,
    totalCents: totalOf(rest) + newMultaCents + newJurosCents,
  };
}

const chargesOf = ({ multaCents, jurosCents }: Rest) => ({ multaCents, jurosCents });
const totalOf = ({ principalCents, multaCents, jurosCents }: Rest) => principalCents + multaCents + jurosCents;

/** Returns juros by calendar day of a 30-day month, rounded half up to the cent at the end. */
export function jurosOf(owed: number, jurosBasisPointsMonth: number, days: number): number {
  return ratioHalfUp([owed, jurosBasisPointsMonth, days], basisPoints * daysOfMonth);
}

/** Returns true once the first business day from the due date on has passed. */
export function isOverdue(dueDate: IsoDate, on: IsoDate, localHolidays: LocalHolidays = []): boolean {
  return on > nextBusinessDay(dueDate, localHolidays);
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
