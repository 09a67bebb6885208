import { type IsoDate, parseIsoDate } from "../../core/billing/iso-date.ts";

/** "2026-12-10" as the bank writes it: "10.12.2026". */
export const bbDate = (date: IsoDate): string => date.split("-").reverse().join(".");

/** The day that "10.12.2026" or "10/12/2026 14:02:00" names; undefined where there is none. */
export function parseBbDate(text: string | null | undefined): IsoDate | undefined {
  const [, day, month, year] = /^(\d{2})[./](\d{2})[./](\d{4})/.exec(text ?? "") ?? [];
  return parseIsoDate(`${year}-${month}-${day}`);
}
