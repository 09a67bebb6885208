import { addDays, daysBetween, type IsoDate } from "./iso-date.ts";

/** A calendar month, written as `YYYY-MM`. Sorting these texts sorts the months. */
export type Month = string & { readonly __month: true };

/** Returns true for a month that exists, written as `YYYY-MM`. */
export function isMonth(text: string): text is Month {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

export function monthOf(date: IsoDate): Month {
  return date.slice(0, 7) as Month;
}

/** Adds months. A negative number goes back. */
export function addMonths(month: Month, months: number): Month {
  const since = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${String(Math.floor(since / 12)).padStart(4, "0")}-${String((since % 12) + 1).padStart(2, "0")}` as Month;
}

export function firstDay(month: Month): IsoDate {
  return `${month}-01` as IsoDate;
}

export function lastDay(month: Month): IsoDate {
  return addDays(firstDay(addMonths(month, 1)), -1);
}

/** Returns the number of days in a month. */
export function daysIn(month: Month): number {
  return Number(lastDay(month).slice(8));
}

/** Returns a day of the month by its number, 1 to 31. In a shorter month, the last day is returned. */
export function dayIn(month: Month, day: number): IsoDate {
  return `${month}-${String(Math.min(day, daysIn(month))).padStart(2, "0")}` as IsoDate;
}

/**
 * Counts the days of a month on which there is service. `from` and `to` are the first and the last day of service;
 * undefined means that there is no such limit.
 */
export function daysOfService(month: Month, from: IsoDate | undefined, to: IsoDate | undefined): number {
  const begin = from && from > firstDay(month) ? from : firstDay(month);
  const end = to && to < lastDay(month) ? to : lastDay(month);
  return Math.max(0, daysBetween(begin, end) + 1);
}
