import { type IsoDate, parseIsoDate } from "../billing/iso-date.ts";

/** DDMMAAAA. */
export const cnabDate = (date: IsoDate) => date.split("-").reverse().join("");

/** The day in a field; undefined where it is empty, "invalid" where there is no such day. */
export function readCnabDate(field: string): IsoDate | undefined | "invalid" {
  if (/^[0 ]*$/.test(field)) return undefined;
  return parseIsoDate(field.replace(/^(\d\d)(\d\d)(\d{4})$/, "$3-$2-$1")) ?? "invalid";
}
