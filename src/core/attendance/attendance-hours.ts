import { z } from "zod";
import { type LocalHolidays, nationalHolidays } from "../billing/calendar/calendar.ts";
import { addDays, weekday } from "../billing/calendar/iso-date.ts";
import { localDate, localDateTime, localTime } from "../billing/calendar/local-time.ts";
import type { Place } from "../billing/calendar/place.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/**
 * The opening hours of each weekday (0 is Sunday). On national and local holidays, and on the days that are listed,
 * nobody is there.
 */
export const attendanceHoursSchema = z.object({
  weekdays: z.partialRecord(z.enum(["0", "1", "2", "3", "4", "5", "6"]), z.tuple([time, time])),
  holidays: z.array(z.string()).default([]),
});

/** The hours in which human agents answer (horário de atendimento). */
export type AttendanceHours = z.infer<typeof attendanceHoursSchema>;

const daysAhead = 30;

/** Where human agents answer from, and when. */
export interface Office {
  hours: AttendanceHours;
  place: Place;
}

/**
 * Returns the time of the next opening; undefined while agents are there. Without configured hours, agents count as
 * always there.
 */
export function opensAt({ hours, place }: Office, now: Date): Date | undefined {
  if (Object.keys(hours.weekdays).length === 0) return undefined;
  const today = localDate(now, place.zone);
  const clock = localTime(now, place.zone);
  for (let ahead = 0; ahead <= daysAhead; ahead++) {
    const day = addDays(today, ahead);
    const open = hours.weekdays[String(weekday(day)) as "0"];
    if (!open || isClosed(day, [hours.holidays, place.localHolidays, nationalHolidays(day.slice(0, 4))])) continue;
    if (ahead === 0 && clock >= open[1]) continue;
    if (ahead === 0 && clock >= open[0]) return undefined;
    return localDateTime(day, open[0], place.zone);
  }
  return undefined;
}

const isClosed = (day: string, lists: readonly LocalHolidays[]) =>
  lists.some((list) => ("has" in list ? list.has(day) : list.includes(day)));
