import bwip from "bwip-js/node";
import { mm, type Page } from "./page.ts";

/**
 * Width of the bar code of a boleto, in modules (the width of a narrow bar): 9 for each of the 44 digits and 9 for
 * start and stop, with wide bars of three modules.
 */
const barCodeWidthModules = 405;

/**
 * Encodes an even number of digits as Interleaved 2 of 5. Returns the position and the width of each bar, in modules.
 */
function encodeBars(digits: string): { at: number; width: number }[] {
  const [code] = bwip.raw("interleaved2of5", digits, "");
  if (!code || !("sbs" in code)) throw new RangeError("Not digits that a bar code can hold");
  // The encoder makes wide elements two modules wide, and adds a space after the last bar.
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

/**
 * Draws the bar code of 44 digits, 103 mm wide and 13 mm high. `x` is the left edge and `centreY` the vertical centre,
 * in mm.
 */
export function drawBars(page: Page, x: number, centreY: number, codigoBarras: string): void {
  const module = mm(lengthMm) / barCodeWidthModules;
  const top = mm(centreY - heightMm / 2);
  for (const { at, width } of encodeBars(codigoBarras))
    page.doc.rect(mm(x) + at * module, top, width * module, mm(heightMm));
  page.doc.fill("black");
}
