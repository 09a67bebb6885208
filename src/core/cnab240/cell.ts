import type { IsoDate } from "../billing/calendar/iso-date.ts";

/**
 * A field in a line of 240 characters; positions count from 1, both ends inclusive. `N`: digits, padded with zeros on
 * the left. `A`: text, padded with spaces on the right. Holds the value called `name`, or `fixed`, or nothing.
 */
export interface Cell {
  from: number;
  to: number;
  kind: "N" | "A";
  name?: string;
  fixed?: string;
}

const place = (kind: Cell["kind"]) => (from: number, to: number, name?: string) =>
  name === undefined ? { from, to, kind } : { from, to, kind, name };

/** Builders for record layouts. */
export const cells = {
  digits: place("N"),
  text: place("A"),
  fixed: (from: number, text: string): Cell => ({ from, to: from + text.length - 1, kind: "A", fixed: text }),
  /** Lays a bank's own cells over a base layout; base cells that they overlap are dropped. */
  over: (base: readonly Cell[], own: readonly Cell[]): readonly Cell[] => [
    ...base.filter(({ from, to }) => !own.some((cell) => cell.from <= to && from <= cell.to)),
    ...own,
  ],
};

/** DDMMAAAA. */
export const cnabDate = (date: IsoDate) => date.split("-").reverse().join("");
