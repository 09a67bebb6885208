import type { BoletoSlip } from "../core/boleto/slip.ts";
import { drawFicha, fichaHeight } from "./ficha.ts";
import { left, right } from "./grid.ts";
import { Page } from "./page.ts";
import { drawPixBlock } from "./pix-block.ts";
import { drawRecibo } from "./recibo.ts";
import { printedDate } from "./slip-texts.ts";

const cutY = 297 - fichaHeight;

/**
 * Draws a boleto on one A4 page: the Recibo do Pagador above, the Ficha de Compensação below, in the sizes that banks
 * require. Texts can be selected. The same slip always yields the same bytes.
 */
export async function drawBoletoPdf(slip: BoletoSlip): Promise<Uint8Array> {
  const { boleto } = slip;
  const page = new Page({
    title: `Boleto com vencimento em ${printedDate(boleto.vencimento)}`,
    createdAt: new Date(`${slip.processingDate ?? slip.issueDate ?? boleto.vencimento}T12:00:00Z`),
  });
  drawRecibo(page, slip);
  if (slip.pixCopiaECola !== undefined) await drawPixBlock(page, slip.pixCopiaECola);
  drawCut(page);
  drawFicha(page, slip);
  if (slip.demo) for (const y of [68, 250]) drawDemo(page, y);
  return page.bytes();
}

function drawCut(page: Page): void {
  page.write("Corte na linha pontilhada", right - 60, cutY - 1, 60, { size: 6, align: "right", color: "#333333" });
  page.doc.dash(2, { space: 2 });
  page.line(left, cutY, right, cutY);
  page.doc.undash();
}

function drawDemo(page: Page, y: number): void {
  page.doc.save().fillOpacity(0.35);
  page.write("DEMONSTRAÇÃO – não pagar", left, y, right - left, {
    size: 34,
    bold: true,
    align: "center",
    color: "#c00000",
  });
  page.doc.restore();
}
