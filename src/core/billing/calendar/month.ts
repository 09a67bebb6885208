import { addDays, daysBetween, type IsoDate } from "./iso-date.ts";

/** A calendar month, `YYYY-MM`. Compares as text: earlier months sort first. */
export type Month = string & { readonly __month: true };

/** Is this a month that exists, written `YYYY-MM`? */
export function isMonth(text: string): text is Month {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** The month in which a day lies. */
export function monthOf(date: IsoDate): Month {
  return date.slice(0, 7) as Month;
}

/** The month that many months later, or earlier for a negative number. */
export function addMonths(month: Month, months: number): Month {
  const since = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${String(Math.floor(since / 12)).padStart(4, "0")}-${String((since % 12) + 1).padStart(2, "0")}` as Month;
}

/** Its first day. */
export function firstDay(month: Month): IsoDate {
  return `${month}-01` as IsoDate;
}

/** Its last day. */
export function lastDay(month: Month): IsoDate {
  return addDays(firstDay(addMonths(month, 1)), -1);
}

/** How many days it has. */
export function daysIn(month: Month): number {
  return Number(lastDay(month).slice(8));
}

/** A day of it by its number, 1 to 31: where it has no such day, its last one. */
export function dayIn(month: Month, day: number): IsoDate {
  return `${month}-${String(Math.min(day, daysIn(month))).padStart(2, "0")}` as IsoDate;
}

/** How many of its days lie in a service from a first to a last day, both included; an open end goes on. */
export function daysOfService(month: Month, from: IsoDate | undefined, to: IsoDate | undefined): number {
  const begin = from && from > firstDay(month) ? from : firstDay(month);
  const end = to && to < lastDay(month) ? to : lastDay(month);
  return Math.max(0, daysBetween(begin, end) + 1);
}
