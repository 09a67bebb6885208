import { type IsoDate, parseIsoDate } from "../billing/calendar/iso-date.ts";

/**
 * A place in a line of 240 characters, positions counted from 1, both ends included. `N`: digits, filled with zeros from
 * the left; `A`: text, filled with spaces to the right. `of` names its value; without one it holds `fixed`, or nothing.
 */
export interface Cell {
  from: number;
  to: number;
  kind: "N" | "A";
  of?: string;
  fixed?: string;
}

const place = (kind: Cell["kind"]) => (from: number, to: number, of?: string) =>
  of === undefined ? { from, to, kind } : { from, to, kind, of };

/** Ways to write down a layout. */
export const cells = {
  digits: place("N"),
  text: place("A"),
  fixed: (from: number, text: string): Cell => ({ from, to: from + text.length - 1, kind: "A", fixed: text }),
  /** A layout with some places of its own: those of the base that they touch are gone. */
  over: (base: readonly Cell[], own: readonly Cell[]): readonly Cell[] => [
    ...base.filter(({ from, to }) => !own.some((cell) => cell.from <= to && from <= cell.to)),
    ...own,
  ],
};

/** DDMMAAAA. */
export const cnabDate = (date: IsoDate) => date.split("-").reverse().join("");

/** The day in a field; undefined where it is empty, "invalid" where there is no such day. */
export function readCnabDate(field: string): IsoDate | undefined | "invalid" {
  if (/^[0 ]*$/.test(field)) return undefined;
  return parseIsoDate(field.replace(/^(\d\d)(\d\d)(\d{4})$/, "$3-$2-$1")) ?? "invalid";
}
