import { bankName } from "../core/billing/bank-names.ts";
import { fullDate } from "../core/billing/calendar/date-words.ts";
import type { IsoDate } from "../core/billing/calendar/iso-date.ts";
import { formatBrl } from "../core/billing/money/money.ts";
import { drawRow, left, right } from "./grid.ts";
import { Page } from "./page.ts";

/** What a receipt says. */
export interface Receipt {
  beneficiary: { name: string; document: string };
  payer: { name: string; document: string };
  description: string;
  numeroDocumento?: string;
  dueDate: IsoDate;
  paidOn: IsoDate;
  /** Absent if the bank did not report it: the receipt then names none. */
  amountCents?: number;
  bankCode: string;
  nossoNumero?: string;
  linhaDigitavel?: string;
  issuedOn: IsoDate;
  demo?: boolean;
}

const top = 20;
const rowHeight = 11;

/** Draws the receipt of a paid invoice on one A4 page. The same receipt always yields the same bytes. */
export async function drawReceiptPdf(receipt: Receipt): Promise<Uint8Array> {
  const { beneficiary, payer, paidOn, amountCents } = receipt;
  const amount = amountCents === undefined ? undefined : formatBrl(amountCents);
  const page = new Page({
    title: `Recibo de ${fullDate(paidOn)}`,
    createdAt: new Date(`${receipt.issuedOn}T12:00:00Z`),
  });
  page.write("Recibo de pagamento", left, top, right - left, { size: 18, bold: true });
  page.write(
    `${beneficiary.name} recebeu ${amount ?? "o pagamento"} em ${fullDate(paidOn)}.`,
    left,
    top + 9,
    right - left,
    {
      size: 12,
      minSize: 8,
    },
  );
  // Label, value, and a text beside it that is never shortened, however long the value is.
  const rows: [string, string | undefined, string?][][] = [
    [["Recebedor", beneficiary.name, `CPF/CNPJ: ${beneficiary.document}`]],
    [["Pagador", payer.name, `CPF/CNPJ: ${payer.document}`]],
    [
      ["Referente a", receipt.description],
      ["Documento", receipt.numeroDocumento],
    ],
    [
      ["Vencimento", fullDate(receipt.dueDate)],
      ["Pago em", fullDate(paidOn)],
      ["Valor pago", amount ?? "não informado pelo banco"],
    ],
    [
      ["Banco do boleto", bankName(receipt.bankCode)],
      ["Nosso número", receipt.nossoNumero],
    ],
    ...(receipt.linhaDigitavel === undefined
      ? []
      : [[["Linha digitável", receipt.linhaDigitavel] as [string, string]]]),
  ];
  for (const [index, cells] of rows.entries()) {
    const width = (right - left) / cells.length;
    const drawn = cells.map(([label, value, aside], at) => ({
      label,
      values: [value],
      ...(aside !== undefined && { aside }),
      ...(at > 0 && { width }),
    }));
    drawRow(page, top + 18 + index * rowHeight, rowHeight, drawn);
  }
  const y = top + 18 + rows.length * rowHeight + 8;
  page.write(`Emitido em ${fullDate(receipt.issuedOn)}. O pagamento foi informado pelo banco.`, left, y, right - left, {
    size: 8,
  });
  if (receipt.demo)
    page.write("DEMONSTRAÇÃO", left, y + 20, right - left, { size: 34, bold: true, align: "center", color: "#c00000" });
  return page.bytes();
}
