import { addDays } from "../billing/calendar/iso-date.ts";
import { localDate, localDateTime, localTime } from "../billing/calendar/local-time.ts";
import type { Zone } from "../billing/calendar/zone.ts";

const lateAfterMs = 2 * 3_600_000;
const [nightFrom, nightTo] = ["21:00", "08:00"];

/**
 * Returns when a notice has to be sent. That is now, except that between 21:00 and 08:00 in a zone a notice which is
 * more than two hours late waits until 08:00.
 */
export function noticeDueAt(promisedAt: Date, now: Date, zone: Zone): Date {
  return isNight(now, zone) && isLate(promisedAt, now) ? morningOf(now, zone) : now;
}

function isNight(now: Date, zone: Zone): boolean {
  const time = localTime(now, zone);
  return time >= nightFrom || time < nightTo;
}

/** Returns true if more than two hours have passed since the promised time. */
export const isLate = (promisedAt: Date, now: Date) => now.getTime() - promisedAt.getTime() > lateAfterMs;

function morningOf(night: Date, zone: Zone): Date {
  const today = localDate(night, zone);
  return localDateTime(localTime(night, zone) < nightTo ? today : addDays(today, 1), nightTo, zone);
}
