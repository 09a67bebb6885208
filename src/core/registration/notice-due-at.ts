import { addDays } from "../billing/iso-date.ts";
import { localDate, localDateTime, localTime } from "../billing/local-time.ts";

const lateAfterMs = 2 * 3_600_000;

/** When a notice may be sent: now, but one that is more than two hours late does not wake anybody from 21:00 to 08:00. */
export function noticeDueAt(promisedAt: Date, now: Date): Date {
  const time = localTime(now);
  const night = time >= "21:00" || time < "08:00";
  if (!night || now.getTime() - promisedAt.getTime() <= lateAfterMs) return now;
  const today = localDate(now);
  return localDateTime(time < "08:00" ? today : addDays(today, 1), "08:00");
}
