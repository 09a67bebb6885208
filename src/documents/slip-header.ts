import { banks } from "../core/banks.ts";
import type { BoletoSlip } from "../core/boleto/slip.ts";
import { left, right } from "./grid.ts";
import type { Page, TextStyle } from "./page.ts";

const nameWidth = 29;
const codeWidth = 20;

/** Height, in mm, of the strip above a grid of boxes. */
export const headerHeight = 9;

/**
 * Draws the name and the code of the bank, and `text` to the right of them, in the strip between `y` and `y +
 * headerHeight`. The code and the linha digitável have the heights that the manuals of the banks require: 5 mm and 3.5
 * mm.
 */
export function drawHeader(page: Page, y: number, { boleto }: BoletoSlip, text: string, style: TextStyle): void {
  const { code, codeDv, name } = banks[boleto.banco].layout;
  const bottom = y + headerHeight;
  const codeAt = left + nameWidth;
  const textAt = codeAt + codeWidth;
  page.write(name, left, bottom - 2, nameWidth - 1, { size: 11, minSize: 7, bold: true });
  page.write(`${code}-${codeDv}`, codeAt, bottom - 1.8, codeWidth, {
    size: 19.7,
    minSize: 17,
    bold: true,
    align: "center",
  });
  for (const x of [codeAt, textAt]) page.line(x, y + 1.2, x, bottom, 1.2);
  page.line(left, bottom, right, bottom, 1.2);
  page.write(text, textAt + 1, bottom - 2, right - textAt - 1, style);
}
