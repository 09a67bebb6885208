import { isBusinessDay } from "./calendar.ts";
import { addDays } from "./iso-date.ts";
import { localDate, localDateTime } from "./local-time.ts";

/** The last moment at which a bank's day ended: its cut-off (`HH:MM`) of the latest business day on which it is over. */
export function lastCutOff(now: Date, cutOff: string): Date {
  let day = localDate(now);
  while (!isBusinessDay(day) || localDateTime(day, cutOff) > now) day = addDays(day, -1);
  return localDateTime(day, cutOff);
}
