import bwip from "bwip-js/node";
import { mm, type Page } from "./page.ts";

/** Width of a boleto's bar code in modules: 44 digits × 9 + 9, with wide elements three modules wide. */
const barCodeWidthModules = 405;

/** Encodes an even number of digits in Interleaved 2 of 5. Returns each bar's position and width in modules. */
function encodeBars(digits: string): { at: number; width: number }[] {
  const [code] = bwip.raw("interleaved2of5", digits, "");
  if (!code || !("sbs" in code)) throw new RangeError("Not digits that a bar code can hold");
  // The encoder's wide elements are 2 modules wide, and a space follows the last bar.
  const widths = code.sbs.slice(0, -1).map((width) => (width === 2 ? 3 : width));
  const found: { at: number; width: number }[] = [];
  let at = 0;
  for (const [index, width] of widths.entries()) {
    if (index % 2 === 0) found.push({ at, width });
    at += width;
  }
  return found;
}

const lengthMm = 103;
const heightMm = 13;

/** Draws the bar code of 44 digits, 103 × 13 mm, with its left edge at `x` and vertical centre at `centreY` (mm). */
export function drawBars(page: Page, x: number, centreY: number, codigoBarras: string): void {
  const module = mm(lengthMm) / barCodeWidthModules;
  const top = mm(centreY - heightMm / 2);
  for (const { at, width } of encodeBars(codigoBarras))
    page.doc.rect(mm(x) + at * module, top, width * module, mm(heightMm));
  page.doc.fill("black");
}
