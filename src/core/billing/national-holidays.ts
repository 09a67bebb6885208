import { easterSunday } from "./easter-sunday.ts";
import { addDays } from "./iso-date.ts";

/** National holidays (Laws 662/1949, 6,802/1980 and 10,607/2002), as month and day. */
const fixedDays = ["01-01", "04-21", "05-01", "09-07", "10-12", "11-02", "11-15", "12-25"];

/** Black Consciousness, a national holiday from that year on (Law 14,759/2023). */
const blackConsciousness = { day: "11-20", since: 2024 };

/** Days from Easter: Carnival Monday and Tuesday, Good Friday, Corpus Christi (banks: Resolution CMN 4,880/2020). */
const daysFromEaster = [-48, -47, -2, 60];

const years = new Map<string, ReadonlySet<string>>();

/**
 * Days of a year (`YYYY`) on which no bank in Brazil is open: national holidays and the bank holidays of Carnival and
 * Corpus Christi. Ash Wednesday, 24 and 31 December are working days.
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
