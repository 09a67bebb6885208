/** A calendar day, written as `YYYY-MM-DD`. Sorting these texts sorts the days. */
export type IsoDate = string & { readonly __isoDate: true };

const dayMs = 86_400_000;

/** Returns true for a day that exists, written as `YYYY-MM-DD`; so false for 30 February. */
export function isIsoDate(text: string): text is IsoDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** Parses a day, `YYYY-MM-DD`, from outside; undefined if there is no such day. */
export function parseIsoDate(text: string): IsoDate | undefined {
  return isIsoDate(text) ? text : undefined;
}

/** Parses a day that is known to exist. Throws RangeError if it does not. */
export function isoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new RangeError(`Not a day: "${text}"`);
  return text;
}

/** Adds calendar days. A negative number goes back. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(epochDay(date) * dayMs + days * dayMs).toISOString().slice(0, 10) as IsoDate;
}

/** Counts the calendar days from one day to another. Negative if `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return epochDay(to) - epochDay(from);
}

/** Returns the day of the week: 0 is Sunday, 6 is Saturday. */
export function weekday(date: IsoDate): number {
  // Day 0, 1 January 1970, was a Thursday.
  return (((epochDay(date) + 4) % 7) + 7) % 7;
}

function epochDay(date: IsoDate): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}
