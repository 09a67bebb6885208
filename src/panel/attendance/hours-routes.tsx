import { z } from "zod";
import { type AttendanceHours, attendanceHoursSchema } from "../../core/attendance/attendance-hours.ts";
import { isIsoDate } from "../../core/billing/calendar/iso-date.ts";
import type { Fault } from "../../core/register/check-input.ts";
import { sendPage } from "../../http/page/page.tsx";
import type { Panel } from "../panel.ts";
import type { Handlers } from "../ui/handlers.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { findHours, saveHours } from "./hours.ts";
import { HoursPage, weekdays } from "./hours-page.tsx";

const given = z.record(z.string(), z.unknown()).catch({});
const time = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The routes of the attendance hours. */
export function hoursRoutes({ prisma, clock, site }: Panel) {
  const show = (visit: OperatorVisit, fields: Readonly<Record<string, string>>, faults: readonly Fault[] = []) => {
    if (faults.length > 0) visit.response.status(422);
    sendPage(visit.response, <HoursPage {...{ site, visit, fields, faults }} />);
  };
  return {
    "GET /horario": async (visit) => show(visit, fieldsOf(await findHours(prisma))),
    "POST /horario": async (visit) => {
      const body = given.parse(visit.request.body);
      const fields = Object.fromEntries(
        Object.entries(body).map(([name, text]) => [name, String(text).slice(0, 4000)]),
      );
      const read = readHours(fields);
      if ("faults" in read) return show(visit, fields, read.faults);
      await saveHours(prisma, read.hours, visit.author, clock.now());
      return visit.goOn("/horario", "Horário gravado. Vale em alguns segundos.");
    },
  } satisfies Partial<Handlers>;
}

function fieldsOf({ weekdays: days, holidays }: AttendanceHours): Record<string, string> {
  const times = weekdays.flatMap(({ day }) => {
    const [from = "", to = ""] = days[day] ?? [];
    return [
      [`de-${day}`, from],
      [`ate-${day}`, to],
    ];
  });
  const listed = holidays.map((one) => one.split("-").reverse().join("/")).join("\n");
  return { ...(Object.fromEntries(times) as Record<string, string>), feriados: listed };
}

function readHours(fields: Readonly<Record<string, string>>): { hours: AttendanceHours } | { faults: Fault[] } {
  const faults: Fault[] = [];
  const open: [string, [string, string]][] = [];
  for (const { day, name } of weekdays) {
    const [from = "", to = ""] = [fields[`de-${day}`], fields[`ate-${day}`]].map((text) => text?.trim());
    if (from === "" && to === "") continue;
    if (!time.test(from))
      faults.push({ path: `de-${day}`, message: `${name}: escreva a hora em que abre, como 08:00` });
    else if (!time.test(to))
      faults.push({ path: `ate-${day}`, message: `${name}: escreva a hora em que fecha, como 18:00` });
    else if (to <= from) faults.push({ path: `ate-${day}`, message: `${name}: fecha antes de abrir` });
    else open.push([day, [from, to]]);
  }
  const holidays: string[] = [];
  for (const line of (fields.feriados ?? "").split(/[\s,;]+/).filter((one) => one !== "")) {
    const day = line.includes("/") ? line.split("/").reverse().join("-") : line;
    if (isIsoDate(day)) holidays.push(day);
    else faults.push({ path: "feriados", message: `não entendi o dia "${line}": escreva como 08/12/2026` });
  }
  if (faults.length > 0) return { faults };
  const days = [...new Set(holidays)].sort();
  return { hours: attendanceHoursSchema.parse({ weekdays: Object.fromEntries(open), holidays: days }) };
}
