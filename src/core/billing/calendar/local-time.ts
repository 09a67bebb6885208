import { Temporal } from "temporal-polyfill";
import type { IsoDate } from "./iso-date.ts";
import type { Zone } from "./zone.ts";

const clocks = new Map<Zone, Intl.DateTimeFormat>();

// To make a formatter takes far longer than to use it.
function clockOf(zone: Zone): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  clocks.set(zone, clock);
  return clock;
}

/** Returns the calendar day that it is in a zone at a moment. */
export function localDate(moment: Date, zone: Zone): IsoDate {
  return clockOf(zone).format(moment).slice(0, 10) as IsoDate;
}

/** Returns the time of day in a zone at a moment: "14:32". */
export function localTime(moment: Date, zone: Zone): string {
  return clockOf(zone).format(moment).slice(-5);
}

/**
 * Converts a day and a time (`HH:MM`) in a zone to a moment. If a change of the clock skips that time, the moment after
 * the gap is returned; if that time occurs twice, the first one. Throws RangeError if the time is malformed.
 */
export function localDateTime(date: IsoDate, time: string, zone: Zone): Date {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError(`Not a time of day: "${time}"`);
  return new Date(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds);
}
