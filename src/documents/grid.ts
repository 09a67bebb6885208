import type { Page, TextStyle } from "./page.ts";

/** Left and right edges of the printed area, in mm. */
export const left = 10;
export const right = 200;
/** Width, in mm, of the right column, which contains amounts and dates. */
export const sideWidth = 48;

/** A box with a small label, and its values below, each in a line. A box without values is blank. */
export interface Cell {
  label: string;
  /** Width in mm. A cell without a width takes the rest of the row. */
  width?: number;
  values?: readonly (string | undefined)[];
  /** A text at the right end of the first line. The value in that line is shortened, so that the two never overlap. */
  aside?: string;
  style?: Partial<TextStyle>;
  shaded?: boolean;
}

const labelStyle: TextStyle = { size: 5.8, minSize: 4.5, color: "#333333" };
const valueStyle: TextStyle = { size: 9, minSize: 6 };
const padding = 1;
const lineHeight = 3.7;
const asideWidth = 48;

/** Draws boxes side by side across the page, with a line above and a line below. Positions and sizes are in mm. */
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
  // A single value stands at the bottom of its box; several values start right below the label.
  const first = values.length === 1 ? y + height - 1.2 : y + 2.3 + lineHeight;
  const style = { ...valueStyle, ...cell.style };
  const inner = width - 2 * padding;
  if (cell.aside) page.write(cell.aside, x + padding, first, inner, { ...style, align: "right" });
  for (const [index, value] of values.entries()) {
    const room = cell.aside && index === 0 ? inner - asideWidth : inner;
    page.write(value, x + padding, first + index * lineHeight, room, style);
  }
}
