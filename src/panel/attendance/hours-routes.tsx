import { z } from "zod";
import { attendanceHoursSchema } from "../../core/attendance/attendance-hours.ts";
import type { Fault } from "../../core/register/check-input.ts";
import { sendPage } from "../../http/page/page.tsx";
import type { Panel } from "../panel.ts";
import type { Handlers } from "../ui/handlers.ts";
import { hoursForm } from "../ui/hours-form.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { findHours, saveHours } from "./hours.ts";
import { HoursPage } from "./hours-page.tsx";

const given = z.record(z.string(), z.unknown()).catch({});

/** The routes of the attendance hours. */
export function hoursRoutes({ prisma, clock, site }: Panel) {
  const show = (visit: OperatorVisit, fields: Readonly<Record<string, unknown>>, faults: readonly Fault[] = []) => {
    if (faults.length > 0) visit.response.status(422);
    sendPage(visit.response, <HoursPage {...{ site, visit, fields, faults }} />);
  };
  return {
    "GET /horario": async (visit) => {
      const { weekdays, holidays } = await findHours(prisma);
      return show(visit, { ...hoursForm.fieldsOf(weekdays), feriados: hoursForm.formatDays(holidays) });
    },
    "POST /horario": async (visit) => {
      const fields = given.parse(visit.request.body);
      const [{ weekdays, faults }, days] = [hoursForm.readWeekdays(fields), hoursForm.readDays(fields)];
      if (faults.length + days.faults.length > 0) return show(visit, fields, [...faults, ...days.faults]);
      const hours = attendanceHoursSchema.parse({ weekdays, holidays: days.days });
      await saveHours(prisma, hours, visit.author, clock.now());
      return visit.goOn("/horario", "Horário gravado. Vale em alguns segundos.");
    },
  } satisfies Partial<Handlers>;
}
