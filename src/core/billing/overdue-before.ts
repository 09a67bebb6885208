import { type LocalHolidays, nextBusinessDay } from "./calendar.ts";
import { addDays, type IsoDate } from "./iso-date.ts";

/** The first due date that is not overdue on a day: the day itself, or one before it that no bank was open since. */
export function overdueBefore(today: IsoDate, localHolidays: LocalHolidays = []): IsoDate {
  let day = today;
  while (nextBusinessDay(addDays(day, -1), localHolidays) >= today) day = addDays(day, -1);
  return day;
}
