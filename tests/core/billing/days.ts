import fc from "fast-check";
import { addDays, type IsoDate, isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { localDateTime } from "../../../src/core/billing/calendar/local-time.ts";

/** Any day of 2024 to 2032. */
export const anyDay: fc.Arbitrary<IsoDate> = fc.nat(365 * 9).map((days) => addDays(isoDate("2024-01-01"), days));

/** "2026-11-24 14:02" in Brazil, as a moment. */
export function at(dateAndTime: string): Date {
  const [date = "", time = ""] = dateAndTime.split(" ");
  return localDateTime(isoDate(date), time, "America/Sao_Paulo");
}

/** A place without local holidays. */
export const saoPaulo = { zone: "America/Sao_Paulo", localHolidays: [] as readonly string[] } as const;
