/** A calendar day in America/Sao_Paulo, `YYYY-MM-DD`. The strings sort chronologically. */
export type IsoDate = string & { readonly __isoDate: true };

const dayMs = 86_400_000;

/** Returns true for an existing day written as `YYYY-MM-DD`; false for 30 February. */
export function isIsoDate(text: string): text is IsoDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** Parses `YYYY-MM-DD` from outside input; undefined if it is not an existing day. */
export function parseIsoDate(text: string): IsoDate | undefined {
  return isIsoDate(text) ? text : undefined;
}

/** Like `parseIsoDate`, for values known to be valid. Throws RangeError if one is not. */
export function isoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new RangeError(`Not a day: "${text}"`);
  return text;
}

/** Adds calendar days; a negative number goes back. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(epochDay(date) * dayMs + days * dayMs).toISOString().slice(0, 10) as IsoDate;
}

/** Counts the calendar days between two days; negative if `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return epochDay(to) - epochDay(from);
}

/** Returns the day of the week: 0 is Sunday, 6 is Saturday. */
export function weekday(date: IsoDate): number {
  // 1970-01-01, day 0, was a Thursday.
  return (((epochDay(date) + 4) % 7) + 7) % 7;
}

function epochDay(date: IsoDate): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}
