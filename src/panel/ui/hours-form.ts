import type { AttendanceHours } from "../../core/attendance/attendance-hours.ts";
import { isIsoDate } from "../../core/billing/calendar/iso-date.ts";
import type { Fault } from "../../core/register/check-input.ts";
import { weekdays } from "./hours-table.tsx";

type Fields = Readonly<Record<string, unknown>>;
type Weekdays = AttendanceHours["weekdays"];

const time = /^([01]\d|2[0-3]):[0-5]\d$/;
const textOf = (fields: Fields, name: string) => String(fields[name] ?? "").trim();

/** Converts opening hours and a list of days to the inputs of a form, and back. Faults name the input. */
export const hoursForm = {
  fieldsOf(days: Weekdays): Record<string, string> {
    const times = weekdays.flatMap(({ day }) => {
      const [from = "", to = ""] = days[day] ?? [];
      return [
        [`de-${day}`, from],
        [`ate-${day}`, to],
      ];
    });
    return Object.fromEntries(times) as Record<string, string>;
  },

  readWeekdays(fields: Fields): { weekdays: Weekdays; faults: Fault[] } {
    const faults: Fault[] = [];
    const open: [string, [string, string]][] = [];
    for (const { day, name } of weekdays) {
      const [from, to] = [textOf(fields, `de-${day}`), textOf(fields, `ate-${day}`)];
      if (from === "" && to === "") continue;
      if (!time.test(from))
        faults.push({ path: `de-${day}`, message: `${name}: escreva a hora em que abre, como 08:00` });
      else if (!time.test(to))
        faults.push({ path: `ate-${day}`, message: `${name}: escreva a hora em que fecha, como 18:00` });
      else if (to <= from) faults.push({ path: `ate-${day}`, message: `${name}: fecha antes de abrir` });
      else open.push([day, [from, to]]);
    }
    return { weekdays: Object.fromEntries(open) as Weekdays, faults };
  },

  formatDays: (days: readonly string[]) => days.map((one) => one.split("-").reverse().join("/")).join("\n"),

  /** Reads the days of the input `feriados`, separated by lines, blanks or commas; sorted, each once. */
  readDays(fields: Fields): { days: string[]; faults: Fault[] } {
    const faults: Fault[] = [];
    const found: string[] = [];
    for (const line of textOf(fields, "feriados")
      .split(/[\s,;]+/)
      .filter((one) => one !== "")) {
      const day = line.includes("/") ? line.split("/").reverse().join("-") : line;
      if (isIsoDate(day)) found.push(day);
      else faults.push({ path: "feriados", message: `não entendi o dia "${line}": escreva como 08/12/2026` });
    }
    return { days: [...new Set(found)].sort(), faults };
  },
};
