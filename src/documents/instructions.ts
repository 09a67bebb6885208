import { fitInstructions } from "../core/boleto/fit-instructions.ts";
import type { Page } from "./page.ts";

/** Font sizes in points with the line heights in mm, largest first. */
const sizes = [
  { size: 8.5, lineHeight: 3.6 },
  { size: 7.5, lineHeight: 3.1 },
  { size: 6.5, lineHeight: 2.7 },
];

/**
 * Draws the instructions of the beneficiary below `y` (mm), in the largest size that fits. If none fits, the text is
 * cut and ends with "…".
 */
export function drawInstructions(
  page: Page,
  x: number,
  y: number,
  width: number,
  height: number,
  instructions: readonly string[],
): void {
  for (const [index, { size, lineHeight }] of sizes.entries()) {
    const wrap = (text: string) => page.wrap(text, width, size);
    const room = Math.floor(height / lineHeight);
    if (instructions.flatMap(wrap).length > room && index < sizes.length - 1) continue;
    for (const [row, line] of fitInstructions(instructions, wrap, room).entries())
      page.write(line, x, y + (row + 1) * lineHeight, width, { size });
    return;
  }
}
