import type { Refused } from "../boleto/refusal.ts";
import type { Cell } from "./cell.ts";
import { labelOf } from "./labels.ts";

/** Values of cells by name, not yet padded. */
export type CellValues = Readonly<Record<string, string>>;

/** Characters per line. */
export const lineWidth = 240;

/**
 * Renders one line. Refuses a value that does not fit, naming the field; never truncates. Throws RangeError if a cell's
 * value is missing.
 */
export function renderRecord(layout: readonly Cell[], values: CellValues): { ok: true; line: string } | Refused {
  const line = Array<string>(lineWidth).fill(" ");
  for (const cell of layout) {
    const value = textOf(cell, values);
    const width = cell.to - cell.from + 1;
    const fault = faultOf(value, width, cell.kind);
    if (fault)
      return { ok: false, error: { field: cell.name ?? "", message: `${labelOf(cell.name ?? "")}: ${fault}.` } };
    const filled = cell.kind === "N" ? value.padStart(width, "0") : value.padEnd(width, " ");
    line.splice(cell.from - 1, width, ...filled);
  }
  return { ok: true, line: line.join("") };
}

function textOf({ name, fixed = "" }: Cell, values: CellValues): string {
  if (name === undefined) return fixed;
  const value = values[name];
  if (value === undefined) throw new RangeError(`Nothing to write as "${name}"`);
  return value;
}

function faultOf(value: string, width: number, kind: Cell["kind"]): string | undefined {
  if (kind === "N" && !/^\d*$/.test(value)) return "só pode ter números";
  if (!/^[\x20-\x7e]*$/.test(value)) return "tem um caractere que o banco não aceita";
  if (value.length > width) return `cabem ${width} ${kind === "N" ? "números" : "letras"}, mas tem ${value.length}`;
  return undefined;
}
