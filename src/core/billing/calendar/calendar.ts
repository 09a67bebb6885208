import { easterSunday } from "./easter-sunday.ts";
import { addDays, type IsoDate, weekday } from "./iso-date.ts";

/** The holidays of the city and the state that are listed for a branch, as `YYYY-MM-DD`. */
export type LocalHolidays = ReadonlySet<string> | readonly string[];

/**
 * Returns true if banks settle on that day: it is not on a weekend, neither a national nor a local holiday, and not the
 * last banking day of its year.
 */
export function isBusinessDay(date: IsoDate, localHolidays: LocalHolidays = []): boolean {
  if (!areBanksOpen(date) || date === lastBankingDay(date.slice(0, 4))) return false;
  return !("has" in localHolidays ? localHolidays.has(date) : localHolidays.includes(date));
}

function areBanksOpen(date: IsoDate): boolean {
  const day = weekday(date);
  return day !== 0 && day !== 6 && !nationalHolidays(date.slice(0, 4)).has(date);
}

/**
 * Returns the last day of a year (`YYYY`) on which banks work, in all of Brazil: 31 December, or the Friday before it.
 * Banks are closed to the public and settle nothing on it: bills that are due then are paid on the next business day
 * without charges (Febraban, each December).
 */
function lastBankingDay(year: string): IsoDate {
  let day = `${year}-12-31` as IsoDate;
  while (!areBanksOpen(day)) day = addDays(day, -1);
  return day;
}

/** Returns the day itself if it is a business day, otherwise the next one. */
export function nextBusinessDay(date: IsoDate, localHolidays: LocalHolidays = []): IsoDate {
  let day = date;
  while (!isBusinessDay(day, localHolidays)) day = addDays(day, 1);
  return day;
}

/** Returns the first business day after the given day. */
export function businessDayAfter(date: IsoDate, localHolidays: LocalHolidays = []): IsoDate {
  return nextBusinessDay(addDays(date, 1), localHolidays);
}

/** Returns the business day that lies `count` business days before a day. */
export function businessDaysBefore(date: IsoDate, count: number, localHolidays: LocalHolidays = []): IsoDate {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, -1);
    if (isBusinessDay(day, localHolidays)) left--;
  }
  return day;
}

/** National holidays (Laws 662/1949, 6,802/1980 and 10,607/2002), as month and day. */
const fixedDays = ["01-01", "04-21", "05-01", "09-07", "10-12", "11-02", "11-15", "12-25"];

/** Black Consciousness Day, a national holiday since 2024 (Law 14,759/2023). */
const blackConsciousness = { day: "11-20", since: 2024 };

/**
 * The distance from Easter Sunday, in days, of Carnival Monday and Tuesday, Good Friday and Corpus Christi. For banks,
 * Carnival and Corpus Christi are holidays as well (Resolution CMN 4,880/2020).
 */
const daysFromEaster = [-48, -47, -2, 60];

const years = new Map<string, ReadonlySet<string>>();

/**
 * Returns the days of a year (`YYYY`) on which all banks in Brazil are closed: the national holidays, Carnival and
 * Corpus Christi. Ash Wednesday and 24 December are business days.
 */
export function nationalHolidays(year: string): ReadonlySet<string> {
  const known = years.get(year);
  if (known) return known;
  const easter = easterSunday(Number(year));
  const fixed = Number(year) < blackConsciousness.since ? fixedDays : [...fixedDays, blackConsciousness.day];
  const found = new Set([
    ...fixed.map((day) => `${year}-${day}`),
    ...daysFromEaster.map((days) => addDays(easter, days)),
  ]);
  years.set(year, found);
  return found;
}
