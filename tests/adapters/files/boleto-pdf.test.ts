import { describe, expect, it } from "vitest";
import { banks } from "../../../src/core/banks.ts";
import { layoutBankCodes } from "../../../src/core/billing/bank-code.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { buildBoleto } from "../../../src/core/boleto/boleto.ts";
import { formatLinhaDigitavel } from "../../../src/core/boleto/linha-digitavel.ts";
import type { BoletoSlip } from "../../../src/core/boleto/slip.ts";
import { crc16 } from "../../../src/core/pix/read-br-code.ts";
import { drawBoletoPdf } from "../../../src/documents/boleto-pdf.ts";
import { drawPixQr } from "../../../src/documents/pix-qr.ts";
import { drawReceiptPdf } from "../../../src/documents/receipt-pdf.ts";
import { samples } from "../../core/boleto/samples.ts";
import { readCodes } from "../../support/read-codes.ts";
import { readPdf } from "../../support/read-pdf.ts";

describe("a printed boleto", () => {
  it.concurrent.each([...layoutBankCodes])("of bank %s can be scanned, read and copied", async (code) => {
    const slip = slipOf(code);
    const pdf = await drawBoletoPdf(slip);
    const { pages, size, text, codes, barsMm } = await readPdf(pdf);
    const { codigoBarras, linhaDigitavel, nossoNumeroPrinted, agenciaCodigoPrinted } = slip.boleto;

    expect(pdf.length).toBeLessThan(40_000);
    expect(pages).toBe(1);
    expect(size.originalWidth).toBeCloseTo(595.28, 1);
    expect(size.originalHeight).toBeCloseTo(841.89, 1);
    expect(codes).toEqual([codigoBarras]);
    expect(barsMm.length).toBeCloseTo(103, 0);
    expect(barsMm.height).toBeCloseTo(13, 0);
    expect(barsMm.left).toBeGreaterThanOrEqual(14.8);
    expect(barsMm.fromBottom).toBeCloseTo(12 - 13 / 2, 0);

    // Once in the receipt, once in the ficha.
    for (const twice of [
      formatLinhaDigitavel(linhaDigitavel),
      `${banks[code].layout.name} ${code}-${banks[code].layout.codeDv}`,
      nossoNumeroPrinted,
      agenciaCodigoPrinted,
      "VALE FIBRA TELECOM LTDA",
      "12.345.678/0001-95",
      "Rua das Acácias, 120, São João del-Rei - MG",
      "Maria Aparecida Gonçalves da Conceição",
      "123.456.789-09",
      "10/12/2026",
      "109,90",
      "Após o vencimento: multa de 2% e juros de 1% ao mês.",
    ])
      expect(text.split(twice).length - 1, twice).toBe(2);
    for (const once of ["Recibo do Pagador", "Autenticação mecânica - Ficha de Compensação", "Sacador/Avalista"])
      expect(text).toContain(once);
    expect(text).not.toContain("DEMONSTRAÇÃO");
  });

  it.concurrent("keeps the order of the model, and the boxes that nothing stands in", async () => {
    const { beneficiary, boleto, payer } = slipOf("341");
    const { text } = await readPdf(await drawBoletoPdf({ beneficiary, boleto, payer, instructions: [] }));
    const ficha = text.slice(text.indexOf("Local de pagamento"));
    const labels = [
      "Vencimento",
      "Beneficiário",
      "Agência/Código do beneficiário",
      "Data do documento",
      "Nº do documento",
      "Espécie doc.",
      "Aceite",
      "Data de processamento",
      "Nosso número",
      "Uso do banco",
      "Carteira",
      "Espécie moeda",
      "Quantidade",
      "Valor",
      "(=) Valor do documento",
      "(-) Desconto/Abatimento",
      "(-) Outras deduções",
      "(+) Mora/Multa",
      "(+) Outros acréscimos",
      "(=) Valor cobrado",
      "Instruções (texto de responsabilidade do beneficiário)",
      "Pagador",
      "Cód. baixa",
    ];
    const places = labels.map((label) => ficha.indexOf(label));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(text).not.toContain("undefined");
  });

  it.concurrent("keeps long names, addresses and instructions in their boxes, and the documents whole", async () => {
    const slip = slipOf("001");
    const long = {
      ...slip,
      beneficiary: { ...slip.beneficiary, name: "PROVEDOR ".repeat(40), address: "Praça da Sé ".repeat(40) },
      payer: { ...slip.payer, name: "W".repeat(300), address: "" },
      instructions: Array<string>(40).fill("Pão, água e maçã 日本 🙂 ł — “aspas” €".repeat(5)),
      numeroDocumento: "9".repeat(100),
      sacadorAvalista: "S".repeat(300),
    };
    const pdf = await drawBoletoPdf(long);
    const { pages, text, codes } = await readPdf(pdf);
    expect(pages).toBe(1);
    expect(pdf.length).toBeLessThan(40_000);
    expect(codes).toEqual([slip.boleto.codigoBarras]);
    expect(text.split("12.345.678/0001-95").length - 1).toBe(2);
    expect(text.split("123.456.789-09").length - 1).toBe(2);
    expect(text).toMatch(/(PROVEDOR ){5}[PROVED ]*…/);
    expect(text).toMatch(/W{20,}…/);
    expect(text).toContain("Pão, água e maçã ?? ? ? — “aspas” €");
    expect(text).toContain(formatLinhaDigitavel(slip.boleto.linhaDigitavel));
  });

  it.concurrent("leaves out the first instructions if not all fit: the conditions of payment come last", async () => {
    const long = "descrição comprida do serviço ".repeat(40);
    const instructions = Array.from({ length: 12 }, (_, index) => `(linha ${index + 1}) ${long}`).concat("(no fim)");
    const { text } = await readPdf(await drawBoletoPdf({ ...slipOf("341"), instructions }));
    expect(text.match(/\(no fim\)/g)).toHaveLength(2);
    expect(text).not.toContain("(linha 1) ");
  });

  it.concurrent("with a PIX shows its QR to be scanned and its code to be copied, beside the bars", async () => {
    const slip = slipOf("341");
    const { pages, text, codes, qrs } = await readPdf(await drawBoletoPdf({ ...slip, pixCopiaECola: pix }));
    expect([pages, codes, qrs]).toEqual([1, [slip.boleto.codigoBarras], [pix]]);
    expect(text.replace(/\s/g, "")).toContain(pix.replace(/\s/g, ""));
    const without = await readPdf(await drawBoletoPdf(slip));
    expect([without.qrs, without.text.includes("PIX")]).toEqual([[], false]);
  });

  it.concurrent("of the demo says that it must not be paid, on both parts", async () => {
    const { text, codes } = await readPdf(await drawBoletoPdf({ ...slipOf("237"), demo: true }));
    expect(text.split("DEMONSTRAÇÃO – não pagar").length - 1).toBe(2);
    expect(codes).toHaveLength(1);
  });

  it("without an amount leaves its box blank, and is the same file each time", async () => {
    const slip = slipOf("237", { valorCentavos: 0 });
    const pdf = await drawBoletoPdf(slip);
    const { text } = await readPdf(pdf);
    expect(text).not.toContain("0,00");
    expect(Buffer.compare(await drawBoletoPdf(slip), pdf)).toBe(0);
  });

  it("has a title and a language", async () => {
    const pdf = Buffer.from(await drawBoletoPdf(slipOf("341"))).toString("latin1");
    expect(pdf).toContain('<rdf:li xml:lang="x-default">Boleto com vencimento em 10/12/2026</rdf:li>');
    expect(pdf).toMatch(/\/Lang \(pt-BR\)/);
  });
});

describe("a PIX alone", () => {
  it("is a QR that is scanned, with four modules of white around it", async () => {
    const png = await drawPixQr(pix);
    const [read] = await readCodes(png);
    expect(read?.text).toBe(pix);
    const { topLeft, bottomRight } = read?.position ?? {};
    const width = Buffer.from(png).readUInt32BE(16);
    const modulePx = 12;
    expect(topLeft?.x).toBeGreaterThanOrEqual(4 * modulePx);
    expect(topLeft?.y).toBeGreaterThanOrEqual(4 * modulePx);
    expect(bottomRight?.x).toBeLessThanOrEqual(width - 4 * modulePx);
    expect(((bottomRight?.x ?? 0) - (topLeft?.x ?? 0)) % modulePx).toBeLessThanOrEqual(1);
  });
});

describe("a receipt", () => {
  it("says who paid what to whom and when, on one page, and keeps long names within it", async () => {
    const receipt = {
      beneficiary: { name: "VALE FIBRA TELECOM LTDA", document: "12.345.678/0001-95" },
      payer: { name: "Maria Aparecida Gonçalves da Conceição", document: "123.456.789-09" },
      ...{ description: "uso de novembro", numeroDocumento: "000123", bankCode: "341", nossoNumero: "109/00000001-5" },
      ...{ dueDate: isoDate("2026-12-10"), paidOn: isoDate("2026-12-08"), issuedOn: isoDate("2026-12-09") },
      amountCents: 10_990,
    };
    const { pages, text } = await readPdf(await drawReceiptPdf(receipt));
    expect(pages).toBe(1);
    expect(text).toContain("VALE FIBRA TELECOM LTDA recebeu R$ 109,90 em 08/12/2026.");
    for (const said of [receipt.payer.name, receipt.payer.document, "uso de novembro", "109/00000001-5", "10/12/2026"])
      expect(text).toContain(said);
    const long = { ...receipt, payer: { ...receipt.payer, name: "W".repeat(300) }, description: "mês ".repeat(200) };
    const much = await readPdf(await drawReceiptPdf(long));
    expect(much.pages).toBe(1);
    expect(much.text).toContain("123.456.789-09");
  });
});

const pixBody =
  "00020101021226810014br.gov.bcb.pix2559pix.example.com/qr/v2/cobv/1e6c54d3ec9449b7a7fc53b6b0f998e75204000053039865406109.905802BR5913VALE FIBRA TE6007NITEROI62070503***6304";
const pix = `${pixBody}${crc16(pixBody)}`;

function slipOf(code: keyof typeof samples, changes: object = {}): BoletoSlip {
  const built = buildBoleto({ ...samples[code], ...changes });
  if (!built.ok) throw new Error(built.error.message);
  return {
    boleto: built.boleto,
    beneficiary: {
      name: "VALE FIBRA TELECOM LTDA",
      document: "12.345.678/0001-95",
      address: "Rua das Acácias, 120, São João del-Rei - MG",
    },
    payer: {
      name: "Maria Aparecida Gonçalves da Conceição",
      document: "123.456.789-09",
      address: "Av. Três Corações, 15, apto 32, Belo Horizonte - MG",
    },
    numeroDocumento: "000123",
    especie: "DS",
    aceite: "N",
    issueDate: isoDate("2026-11-24"),
    processingDate: isoDate("2026-11-24"),
    instructions: ["Após o vencimento: multa de 2% e juros de 1% ao mês."],
  };
}
