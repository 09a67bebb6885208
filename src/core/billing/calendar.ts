import { addDays, type IsoDate, weekday } from "./iso-date.ts";
import { nationalHolidays } from "./national-holidays.ts";

/** Municipal and state holidays listed for a branch, as `YYYY-MM-DD`. */
export type LocalHolidays = ReadonlySet<string> | readonly string[];

/** Are the banks open that day: neither Saturday nor Sunday, nor a national or local holiday? */
export function isBusinessDay(date: IsoDate, localHolidays: LocalHolidays = []): boolean {
  const day = weekday(date);
  if (day === 0 || day === 6 || nationalHolidays(date.slice(0, 4)).has(date)) return false;
  return !("has" in localHolidays ? localHolidays.has(date) : localHolidays.includes(date));
}

/** That day where it is a business day, else the first one after it. */
export function nextBusinessDay(date: IsoDate, localHolidays: LocalHolidays = []): IsoDate {
  let day = date;
  while (!isBusinessDay(day, localHolidays)) day = addDays(day, 1);
  return day;
}

/** The first business day later than that day. */
export function businessDayAfter(date: IsoDate, localHolidays: LocalHolidays = []): IsoDate {
  return nextBusinessDay(addDays(date, 1), localHolidays);
}
