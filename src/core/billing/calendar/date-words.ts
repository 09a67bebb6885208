import { addDays, daysBetween, type IsoDate, weekday } from "./iso-date.ts";

const weekdays = ["domingo", "segunda", "terça", "quarta", "quinta", "sexta", "sábado"] as const;

const months = [
  "janeiro",
  "fevereiro",
  "março",
  "abril",
  "maio",
  "junho",
  "julho",
  "agosto",
  "setembro",
  "outubro",
  "novembro",
  "dezembro",
] as const;

/** Returns the name of a month, "novembro", for a month (`YYYY-MM`) or a day in it. */
export function monthName(month: string): string {
  return months[Number(month.slice(5, 7)) - 1] ?? "";
}

/** Formats a date as "10/11". */
export function shortDate(date: IsoDate): string {
  return `${date.slice(8)}/${date.slice(5, 7)}`;
}

/** Formats a date as "10/12/2026". */
export function fullDate(date: IsoDate): string {
  return `${shortDate(date)}/${date.slice(0, 4)}`;
}

/** Returns the day of the week as people say it, without "-feira": "segunda", "sábado". */
export function weekdayName(date: IsoDate): string {
  return weekdays[weekday(date)] ?? "";
}

/**
 * Describes a day as seen from today: "hoje, 24/11", "amanhã, 25/11", "ontem, 23/11"; "sexta, 27/11" within the next
 * six days; otherwise "10/12". The year is added if it is another one.
 */
export function describeDay(date: IsoDate, today: IsoDate): string {
  const day = date.slice(0, 4) === today.slice(0, 4) ? shortDate(date) : fullDate(date);
  if (date === today) return `hoje, ${day}`;
  if (date === addDays(today, 1)) return `amanhã, ${day}`;
  if (date === addDays(today, -1)) return `ontem, ${day}`;
  const ahead = daysBetween(today, date);
  return ahead > 0 && ahead < 7 ? `${weekdayName(date)}, ${day}` : day;
}
