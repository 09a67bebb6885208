import { formatLinhaDigitavel } from "../core/boleto/linha-digitavel.ts";
import type { BoletoSlip } from "../core/boleto/slip.ts";
import { type Cell, drawCell, drawRow, left, right, sideWidth } from "./grid.ts";
import { drawInstructions } from "./instructions.ts";
import type { Page, TextStyle } from "./page.ts";
import { drawHeader, headerHeight } from "./slip-header.ts";
import { partyCell, printedAmount, printedDate } from "./slip-texts.ts";

const top = 10;
const rowHeight = 7.5;
const partyHeight = 10.5;
const instructionsHeight = 30;
const side: Pick<Cell, "width" | "style"> = { width: sideWidth, style: { align: "right" } };
const strong: Partial<TextStyle> = { align: "right", bold: true, size: 10 };

/**
 * Draws the Recibo do Pagador at the top of the page: the beneficiary (which Lei 12.039/2009 requires), the payer, the
 * amount and the due date.
 */
export function drawRecibo(page: Page, slip: BoletoSlip): void {
  const { boleto, beneficiary, payer } = slip;
  drawHeader(page, top, slip, "Recibo do Pagador", { size: 11, bold: true, align: "right" });
  let y = top + headerHeight;
  drawRow(page, y, partyHeight, [
    partyCell("Beneficiário", beneficiary),
    { label: "Vencimento", values: [printedDate(boleto.vencimento)], width: sideWidth, style: strong, shaded: true },
  ]);
  y += partyHeight;
  drawRow(page, y, partyHeight, [
    partyCell("Pagador", payer),
    { label: "Agência/Código do beneficiário", values: [boleto.agenciaCodigoPrinted], ...side },
  ]);
  y += partyHeight;
  drawRow(page, y, rowHeight, [
    { label: "Data do documento", values: [printedDate(slip.issueDate)], width: 34 },
    { label: "Nº do documento", values: [slip.numeroDocumento] },
    { label: "Nosso número", values: [boleto.nossoNumeroPrinted], width: 48 },
    {
      label: "(=) Valor do documento",
      values: [printedAmount(boleto.valorCentavos)],
      width: sideWidth,
      style: strong,
      shaded: true,
    },
  ]);
  y += rowHeight;
  drawCell(page, left, y, right - left, instructionsHeight, { label: "Instruções e demonstrativo" });
  drawInstructions(page, left + 1, y + 2.5, right - left - 2, instructionsHeight - 3, slip.instructions);
  y += instructionsHeight;
  drawRow(page, y, rowHeight, [
    { label: "Linha digitável", values: [formatLinhaDigitavel(boleto.linhaDigitavel)], style: { size: 10 } },
    { label: "(=) Valor pago", ...side },
  ]);
  page.write("Autenticação mecânica - Recibo do Pagador", right - 80, y + rowHeight + 2.8, 80, {
    size: 6.5,
    align: "right",
  });
}
