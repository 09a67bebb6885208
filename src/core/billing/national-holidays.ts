import Holidays from "date-holidays";

let brazil: Holidays | undefined;
const years = new Map<string, ReadonlySet<string>>();

/**
 * Days of a year (`YYYY`) on which no bank in Brazil is open: national holidays and the bank holidays of Carnival and
 * Corpus Christi. Ash Wednesday, 24 and 31 December are working days.
 */
export function nationalHolidays(year: string): ReadonlySet<string> {
  const known = years.get(year);
  if (known) return known;
  // Twenty milliseconds to build, so only when the first day is asked for; the answers never change.
  brazil ??= new Holidays("BR", { types: ["public", "bank"] });
  const days = brazil.getHolidays(Number(year)).filter(({ name }) => !name.includes("Eleição"));
  const found = new Set(days.map(({ date }) => date.slice(0, 10)));
  years.set(year, found);
  return found;
}
