import { Temporal } from "temporal-polyfill";
import type { IsoDate } from "./iso-date.ts";

const zone = "America/Sao_Paulo";
const clock = new Intl.DateTimeFormat("en-CA", {
  timeZone: zone,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** Returns the calendar day that it is in Brazil (America/Sao_Paulo) at a moment. */
export function localDate(moment: Date): IsoDate {
  return clock.format(moment).slice(0, 10) as IsoDate;
}

/** Returns the time of day in Brazil (America/Sao_Paulo) at a moment: "14:32". */
export function localTime(moment: Date): string {
  return clock.format(moment).slice(-5);
}

/**
 * Converts a local day and time (`HH:MM`) to a moment. If a change of the clock skips that time, the moment after the
 * gap is returned; if that time occurs twice, the first one. Throws RangeError if the time is malformed.
 */
export function localDateTime(date: IsoDate, time: string): Date {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError(`Not a time of day: "${time}"`);
  return new Date(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds);
}
