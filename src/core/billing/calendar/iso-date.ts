/** A calendar day in America/Sao_Paulo, `YYYY-MM-DD`. Compares as text: earlier days sort first. */
export type IsoDate = string & { readonly __isoDate: true };

const dayMs = 86_400_000;

/** Is this a day that exists, written `YYYY-MM-DD`? 30 February is not. */
export function isIsoDate(text: string): text is IsoDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** The day that a text names as `YYYY-MM-DD`; undefined where there is no such day. For input from outside. */
export function parseIsoDate(text: string): IsoDate | undefined {
  return isIsoDate(text) ? text : undefined;
}

/** As `parseIsoDate`, for values that must be right already. Throws RangeError. */
export function isoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new RangeError(`Not a day: "${text}"`);
  return text;
}

/** The day that many calendar days later, or earlier for a negative number. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(epochDay(date) * dayMs + days * dayMs).toISOString().slice(0, 10) as IsoDate;
}

/** Calendar days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return epochDay(to) - epochDay(from);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(date: IsoDate): number {
  // 1970-01-01, day 0, was a Thursday.
  return (((epochDay(date) + 4) % 7) + 7) % 7;
}

function epochDay(date: IsoDate): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}
