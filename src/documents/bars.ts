import bwip from "bwip-js/node";
import { mm, type Page } from "./page.ts";

/** Modules of a boleto's 44 digits, wide elements three times the narrow: 44 × 9 + 9. */
const barModules = 405;

/** The bars of an even number of digits in Interleaved 2 of 5: where each begins and how wide it is, in modules. */
function bars(digits: string): { at: number; width: number }[] {
  const [code] = bwip.raw("interleaved2of5", digits, "");
  if (!code || !("sbs" in code)) throw new RangeError("Not digits that a bar code can hold");
  // The encoder's wide elements are 2, and a blank follows the last bar.
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

/** Draws the bar code of 44 digits, 103 × 13 mm, its left edge at `x` and its middle at `centreY` (mm). */
export function drawBars(page: Page, x: number, centreY: number, codigoBarras: string): void {
  const module = mm(lengthMm) / barModules;
  const top = mm(centreY - heightMm / 2);
  for (const { at, width } of bars(codigoBarras)) page.doc.rect(mm(x) + at * module, top, width * module, mm(heightMm));
  page.doc.fill("black");
}
