import { type IsoDate, parseIsoDate } from "../billing/calendar/iso-date.ts";
import type { LineProblem, NamedOwner } from "./return-title.ts";
import type { FileLine } from "./split-lines.ts";
import type { OwnerPlaces, Place } from "./title-places.ts";

/** Reads the fields of a bank's lines and collects what is wrong with them. */
export interface FieldReader {
  text(line: FileLine, place: Place): string;
  /** Digits; blank counts as 0. */
  number(line: FileLine, place: Place, label: string): number;
  date(line: FileLine, place: Place, label: string): IsoDate | undefined;
}

/** "À vista" and "contra apresentação" instead of a due date (FEBRABAN, C012). */
const noDay = /^(?:1{8}|9{8}|1{6}|9{6}|[0 ]*)$/;

/**
 * Returns a reader that reports to `onProblem`. A line whose spaces at the end were cut off reads as if they were
 * there, but a number or date that ends in the middle of its field is a line that lost more than spaces.
 */
export function fieldReader(onProblem: (problem: LineProblem) => void, width: number): FieldReader {
  const text = ({ text: line }: FileLine, [from, to]: Place) => line.slice(from - 1, to).padEnd(to - from + 1);
  const isCut = ({ text: line }: FileLine, [from, to]: Place) => line.length >= from && line.length < to;
  const report = (line: FileLine, place: Place, label: string, expected: string) =>
    onProblem({
      line: line.number,
      message: isCut(line, place)
        ? wrongWidth(line.text, width)
        : `${label}, posições ${place[0]} a ${place[1]}: ${expected}`,
    });
  return {
    text,
    number(line, place, label) {
      const digits = text(line, place).trim();
      if (/^\d*$/.test(digits) && !isCut(line, place)) return Number(digits);
      report(line, place, label, "esperado um número");
      return 0;
    },
    date(line, place, label) {
      const field = text(line, place);
      if (noDay.test(field)) return undefined;
      const day = parseIsoDate(field.replace(/^(\d\d)(\d\d)(\d{4})$/, "$3-$2-$1").replace(shortDay, "20$3-$2-$1"));
      if (day === undefined || isCut(line, place))
        report(line, place, label, `esperada uma data ${field.length === 6 ? "DDMMAA" : "DDMMAAAA"}`);
      return day;
    },
  };
}

const shortDay = /^(\d\d)(\d\d)(\d\d)$/;

export const wrongWidth = (line: string, width: number) => `esperados ${width} caracteres, mas tem ${line.length}`;

/** Returns the owner that a record names; parts that are blank or zero are left out. */
export function ownerIn({ text }: FileLine, places: OwnerPlaces): NamedOwner {
  const parts = Object.entries(places).map(([name, [from, to]]: [string, Place]) => [
    name,
    text.slice(from - 1, to).trim(),
  ]);
  return Object.fromEntries(parts.filter(([, value]) => !/^0*$/.test(value ?? "")));
}
