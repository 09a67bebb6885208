import { formatLinhaDigitavel } from "../core/boleto/linha-digitavel.ts";
import type { BoletoSlip } from "../core/boleto/slip.ts";
import { drawBars } from "./bars.ts";
import { type Cell, drawCell, drawRow, left, right, sideWidth } from "./grid.ts";
import { drawInstructions } from "./instructions.ts";
import type { Page } from "./page.ts";
import { drawHeader, headerHeight } from "./slip-header.ts";
import { partyCell, printedAmount, printedDate, printedPlace } from "./slip-texts.ts";

/** Height of the Ficha de Compensação in mm. The manuals of the banks allow 95 to 108 mm. */
export const fichaHeight = 108;

const pageBottom = 297;
const quietZone = 5;
const barsCentreFromBottom = 12;
const side: Pick<Cell, "width" | "style"> = { width: sideWidth, style: { align: "right" } };
const strong: Pick<Cell, "width" | "style" | "shaded"> = {
  width: sideWidth,
  style: { align: "right", bold: true, size: 10 },
  shaded: true,
};

/**
 * Draws the Ficha de Compensação at the bottom of the page, with its boxes in the standard order.
 * Sources: Banco do Brasil, Especificações Técnicas (Jan 2016); Caixa, manual 67.119 v010 (2020).
 */
export function drawFicha(page: Page, slip: BoletoSlip): void {
  const { boleto, beneficiary, payer } = slip;
  let y = pageBottom - fichaHeight + 2;
  drawHeader(page, y, slip, formatLinhaDigitavel(boleto.linhaDigitavel), { size: 14, minSize: 13, align: "right" });
  y += headerHeight;
  y = addRow(page, y, 7.5, [
    { label: "Local de pagamento", values: [printedPlace(slip)] },
    { label: "Vencimento", values: [printedDate(boleto.vencimento)], ...strong },
  ]);
  y = addRow(page, y, 10.5, [
    partyCell("Beneficiário", beneficiary),
    { label: "Agência/Código do beneficiário", values: [boleto.agenciaCodigoPrinted], ...side },
  ]);
  y = addRow(page, y, 7, [
    { label: "Data do documento", values: [printedDate(slip.issueDate)], width: 28 },
    { label: "Nº do documento", values: [slip.numeroDocumento] },
    { label: "Espécie doc.", values: [slip.especie], width: 18 },
    { label: "Aceite", values: [slip.aceite], width: 14 },
    { label: "Data de processamento", values: [printedDate(slip.processingDate)], width: 30 },
    { label: "Nosso número", values: [boleto.nossoNumeroPrinted], ...side },
  ]);
  y = addRow(page, y, 7, [
    { label: "Uso do banco", width: 28 },
    { label: "Carteira", values: [boleto.carteiraPrinted], width: 20 },
    { label: "Espécie moeda", values: ["R$"], width: 22 },
    { label: "Quantidade" },
    { label: "Valor", width: 30 },
    { label: "(=) Valor do documento", values: [printedAmount(boleto.valorCentavos)], ...strong },
  ]);
  y = drawInstructionsBlock(page, y, slip);
  y = addRow(page, y, 13.5, [partyCell("Pagador", payer), { label: "Cód. baixa", width: sideWidth }]);
  page.write(`Sacador/Avalista: ${slip.sacadorAvalista ?? ""}`, left + 1, y - 1, right - left - sideWidth - 2, {
    size: 6.5,
    minSize: 5,
  });
  page.write("Autenticação mecânica - Ficha de Compensação", right - 80, y + 2.8, 80, { size: 6.5, align: "right" });
  drawBars(page, left + quietZone, pageBottom - barsCentreFromBottom, boleto.codigoBarras);
}

function drawInstructionsBlock(page: Page, y: number, slip: BoletoSlip): number {
  const amounts: Cell[] = [
    { label: "(-) Desconto/Abatimento", values: [printedAmount(slip.abatementCents)] },
    { label: "(-) Outras deduções" },
    { label: "(+) Mora/Multa" },
    { label: "(+) Outros acréscimos" },
    { label: "(=) Valor cobrado", shaded: true },
  ];
  const height = 6;
  const sideAt = right - sideWidth;
  const total = amounts.length * height;
  for (const [index, cell] of amounts.entries()) {
    drawCell(page, sideAt, y + index * height, sideWidth, height, { ...cell, ...side });
    page.line(sideAt, y + (index + 1) * height, right, y + (index + 1) * height);
  }
  page.line(sideAt, y, sideAt, y + total);
  const label = "Instruções (texto de responsabilidade do beneficiário)";
  drawCell(page, left, y, sideAt - left, total, { label });
  drawInstructions(page, left + 1, y + 2.5, sideAt - left - 2, total - 3, slip.instructions);
  return y + total;
}

function addRow(page: Page, y: number, height: number, cells: readonly Cell[]): number {
  drawRow(page, y, height, cells);
  return y + height;
}
