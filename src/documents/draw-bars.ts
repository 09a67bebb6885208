import { barModules, bars } from "./bars.ts";
import { mm } from "./mm.ts";
import type { Page } from "./page.ts";

const lengthMm = 103;
const heightMm = 13;

/** Draws the bar code of 44 digits, 103 × 13 mm, its left edge at `x` and its middle at `centreY` (mm). */
export function drawBars(page: Page, x: number, centreY: number, codigoBarras: string): void {
  const module = mm(lengthMm) / barModules;
  const top = mm(centreY - heightMm / 2);
  for (const { at, width } of bars(codigoBarras)) page.doc.rect(mm(x) + at * module, top, width * module, mm(heightMm));
  page.doc.fill("black");
}
