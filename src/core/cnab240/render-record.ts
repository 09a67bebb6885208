import type { Refused } from "../boleto/refusal.ts";
import type { Cell } from "./cell.ts";
import { labelOf } from "./labels.ts";

/** Values by name, ready to be filled up to their width. */
export type CellValues = Readonly<Record<string, string>>;

/** Characters in a line. */
export const lineWidth = 240;

/** One line. Refuses, naming the field, what does not fit: nothing is ever cut off here. Throws on a name without value. */
export function renderRecord(layout: readonly Cell[], values: CellValues): { ok: true; line: string } | Refused {
  const line = Array<string>(lineWidth).fill(" ");
  for (const cell of layout) {
    const value = textOf(cell, values);
    const width = cell.to - cell.from + 1;
    const fault = faultOf(value, width, cell.kind);
    if (fault) return { ok: false, error: { field: cell.of ?? "", message: `${labelOf(cell.of ?? "")}: ${fault}.` } };
    const filled = cell.kind === "N" ? value.padStart(width, "0") : value.padEnd(width, " ");
    line.splice(cell.from - 1, width, ...filled);
  }
  return { ok: true, line: line.join("") };
}

function textOf({ of, fixed = "" }: Cell, values: CellValues): string {
  if (of === undefined) return fixed;
  const value = values[of];
  if (value === undefined) throw new RangeError(`Nothing to write as "${of}"`);
  return value;
}

function faultOf(value: string, width: number, kind: Cell["kind"]): string | undefined {
  if (kind === "N" && !/^\d*$/.test(value)) return "só pode ter números";
  if (!/^[\x20-\x7e]*$/.test(value)) return "tem um caractere que o banco não aceita";
  if (value.length > width) return `cabem ${width} ${kind === "N" ? "números" : "letras"}, mas tem ${value.length}`;
  return undefined;
}
