import { addDays } from "../billing/calendar/iso-date.ts";
import { localDate, localDateTime, localTime } from "../billing/calendar/local-time.ts";

const lateAfterMs = 2 * 3_600_000;
const [nightFrom, nightTo] = ["21:00", "08:00"];

/** When a notice may be sent: now, but one that is more than two hours late does not wake anybody from 21:00 to 08:00. */
export function noticeDueAt(promisedAt: Date, now: Date): Date {
  return isNight(now) && isLate(promisedAt, now) ? morningOf(now) : now;
}

function isNight(now: Date): boolean {
  const time = localTime(now);
  return time >= nightFrom || time < nightTo;
}

/** More than two hours after it was due. */
export const isLate = (promisedAt: Date, now: Date) => now.getTime() - promisedAt.getTime() > lateAfterMs;

function morningOf(night: Date): Date {
  const today = localDate(night);
  return localDateTime(localTime(night) < nightTo ? today : addDays(today, 1), nightTo);
}
