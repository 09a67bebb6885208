import type { Page } from "./page.ts";

/** Font sizes in points with their line heights in mm, largest first. */
const sizes = [
  { size: 8.5, lineHeight: 3.6 },
  { size: 7.5, lineHeight: 3.1 },
  { size: 6.5, lineHeight: 2.7 },
];

/** Draws the beneficiary's instructions below `y`, in the largest size that fits; cuts with "…" if none does. */
export function drawInstructions(
  page: Page,
  x: number,
  y: number,
  width: number,
  height: number,
  instructions: readonly string[],
): void {
  for (const [index, { size, lineHeight }] of sizes.entries()) {
    const lines = instructions.flatMap((instruction) => page.wrap(instruction, width, size));
    const room = Math.floor(height / lineHeight);
    if (lines.length > room && index < sizes.length - 1) continue;
    const shown = lines.length > room ? [...lines.slice(0, room - 1), `${lines[room - 1]} …`] : lines;
    for (const [row, line] of shown.entries()) page.write(line, x, y + (row + 1) * lineHeight, width, { size });
    return;
  }
}
