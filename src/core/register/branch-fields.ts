import { z } from "zod";
import type { AttendanceHours } from "../attendance/attendance-hours.ts";
import { type Zone, zones } from "../billing/calendar/zone.ts";
import type { FieldTable, Row } from "./field-table.ts";
import { fields } from "./fields.ts";

const asProvider = "null é como no provedor";

/** The weekdays in the API, with their numbers in `AttendanceHours`. */
const weekdays = {
  monday: "1",
  tuesday: "2",
  wednesday: "3",
  thursday: "4",
  friday: "5",
  saturday: "6",
  sunday: "0",
} as const;
type Weekday = keyof typeof weekdays;

const opening = /^(([01]\d|2[0-3]):[0-5]\d)\s*(?:-|–|às|as|a)\s*(([01]\d|2[0-3]):[0-5]\d)$/i;
const openingHours = z
  .string()
  .trim()
  .refine((text) => opening.test(text), "esperado um horário como 08:00-18:00")
  .refine((text) => {
    const [, from, , to] = opening.exec(text) ?? [];
    return from === undefined || to === undefined || from < to;
  }, "fecha antes de abrir")
  .optional();

/** The opening hours by weekday: "08:00-18:00". A day that is left out is closed. */
type GivenHours = Partial<Record<Weekday, string | undefined>>;

/** Converts the hours of the API to those that are stored; null if no day is open, which means as at the provider. */
function hoursOf(given: GivenHours): AttendanceHours | null {
  const open = (Object.keys(weekdays) as Weekday[]).flatMap((day) => {
    const [, from, , to] = opening.exec(given[day]?.trim() ?? "") ?? [];
    return from !== undefined && to !== undefined ? [[weekdays[day], [from, to]] as const] : [];
  });
  return open.length === 0 ? null : { weekdays: Object.fromEntries(open), holidays: [] };
}

function shownHours({ hours }: Row): GivenHours | undefined {
  if (hours === null || hours === undefined) return undefined;
  const stored = (hours as AttendanceHours).weekdays;
  return Object.fromEntries(
    (Object.keys(weekdays) as Weekday[]).flatMap((day) => {
      const [from, to] = stored[weekdays[day]] ?? [];
      return from !== undefined && to !== undefined ? [[day, `${from}-${to}`]] : [];
    }),
  );
}

/** The fields of a branch. Its id is its name, as contracts and wallets refer to it. */
export const branchFields = {
  zone: {
    schema: z
      .enum(Object.keys(zones) as [Zone, ...Zone[]], "esperado um fuso do Brasil, como America/Manaus")
      .nullish()
      .meta({ description: `Fuso da base tz. Sem este campo fica como está; ${asProvider}` }),
    initial: null,
    csv: { fuso: "text" },
    clears: true,
  },
  holidays: {
    schema: z
      .array(fields.date)
      .max(500, "esperados até 500 feriados")
      .nullish()
      .meta({
        description: `Feriados da cidade e do estado; os nacionais já contam. Sem este campo ficam como estão; ${asProvider}, e [] também`,
      }),
    kept: { isColumn: true, toColumn: (days: string[]) => [...new Set(days)].sort() },
    initial: [] as string[],
    csv: { feriados: "dates" },
    clears: true,
  },
  hours: {
    schema: z
      .strictObject(
        Object.fromEntries(Object.keys(weekdays).map((day) => [day, openingHours])) as Record<
          Weekday,
          typeof openingHours
        >,
      )
      .nullish()
      .meta({
        description: `Horário de atendimento por dia da semana, como 08:00-18:00; um dia que falta é fechado. Sem este campo fica como está; ${asProvider}`,
      }),
    kept: { isColumn: true, toColumn: hoursOf, shown: shownHours },
    initial: null,
    csvKeys: {
      segunda: "monday",
      terca: "tuesday",
      quarta: "wednesday",
      quinta: "thursday",
      sexta: "friday",
      sabado: "saturday",
      domingo: "sunday",
    },
  },
} satisfies FieldTable;
