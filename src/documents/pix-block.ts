import { left, right } from "./grid.ts";
import { mm, type Page } from "./page.ts";
import { drawPixQr } from "./pix-qr.ts";

const top = 100;
const side = 45;

/** Draws the PIX of a boleto between the two parts of the page: the QR code, and beside it the code to copy. */
export async function drawPixBlock(page: Page, copiaECola: string): Promise<void> {
  page.doc.image(Buffer.from(await drawPixQr(copiaECola)), mm(left), mm(top), { width: mm(side) });
  const x = left + side + 5;
  const width = right - x;
  page.write("Pague por PIX: é o mesmo boleto", x, top + 7, width, { size: 12, bold: true });
  page.write("Leia o código ao lado no aplicativo do seu banco, ou copie este:", x, top + 13, width, { size: 8.5 });
  for (const [index, line] of linesOf(copiaECola).entries())
    page.write(line, x, top + 19 + index * 3.6, width, { size: 8 });
}

/** Splits the code into lines of the same length, because it has no spaces. */
const linesOf = (code: string) => code.match(/.{1,80}/g) ?? [];
