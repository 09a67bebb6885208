import type { Page, TextStyle } from "./page.ts";

/** Left and right edges of the printed area, in mm. */
export const left = 10;
export const right = 200;
/** Width of the right column, which holds amounts and dates, in mm. */
export const sideWidth = 48;

/** A box with a small label and its values below, one per line; blank without values. */
export interface Cell {
  label: string;
  /** In mm; a cell without one takes the rest of the row. */
  width?: number;
  values?: readonly (string | undefined)[];
  /** Text at the right end of the first value's line; the value is shortened so that it never overlaps. */
  aside?: string;
  style?: Partial<TextStyle>;
  shaded?: boolean;
}

const labelStyle: TextStyle = { size: 5.8, minSize: 4.5, color: "#333333" };
const valueStyle: TextStyle = { size: 9, minSize: 6 };
const padding = 1;
const lineHeight = 3.7;
const asideWidth = 48;

/** Draws boxes side by side across the page, with lines above and below. */
export function drawRow(page: Page, y: number, height: number, cells: readonly Cell[]): void {
  const taken = cells.reduce((sum, { width = 0 }) => sum + width, 0);
  let x = left;
  for (const cell of cells) {
    const width = cell.width ?? right - left - taken;
    drawCell(page, x, y, width, height, cell);
    if (x > left) page.line(x, y, x, y + height);
    x += width;
  }
  page.line(left, y, right, y);
  page.line(left, y + height, right, y + height);
}

/** Draws the content of one box, without its borders. */
export function drawCell(page: Page, x: number, y: number, width: number, height: number, cell: Cell): void {
  if (cell.shaded) page.shade(x, y, width, height);
  page.write(cell.label, x + padding, y + 2.3, width - 2 * padding, labelStyle);
  const values = (cell.values ?? []).map((value) => value ?? "");
  // A single value is at the bottom of its box; several start below the label.
  const first = values.length === 1 ? y + height - 1.2 : y + 2.3 + lineHeight;
  const style = { ...valueStyle, ...cell.style };
  const inner = width - 2 * padding;
  if (cell.aside) page.write(cell.aside, x + padding, first, inner, { ...style, align: "right" });
  for (const [index, value] of values.entries()) {
    const room = cell.aside && index === 0 ? inner - asideWidth : inner;
    page.write(value, x + padding, first + index * lineHeight, room, style);
  }
}
