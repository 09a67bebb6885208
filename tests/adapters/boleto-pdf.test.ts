import { spawn } from "node:child_process";
import { json } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { bankCodes } from "../../src/core/billing/bank-code.ts";
import { isoDate } from "../../src/core/billing/iso-date.ts";
import { banks } from "../../src/core/boleto/banks/index.ts";
import { buildBoleto } from "../../src/core/boleto/boleto.ts";
import { formatLinhaDigitavel } from "../../src/core/boleto/linha-digitavel.ts";
import type { BoletoSlip } from "../../src/core/boleto/slip.ts";
import { drawBoletoPdf } from "../../src/documents/boleto-pdf.ts";
import { samples } from "../core/boleto/samples.ts";

interface ReadPdf {
  pages: number;
  size: { originalWidth: number; originalHeight: number };
  text: string;
  codes: string[];
  barsMm: { left: number; length: number; height: number; fromBottom: number };
}

describe("a printed boleto", () => {
  it.concurrent.each([...bankCodes])("of bank %s can be scanned, read and copied", async (code) => {
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
      `${banks[code].name} ${code}-${banks[code].codeDv}`,
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

  it.concurrent("shows as many lines of instructions as fit, and that there are more", async () => {
    const instructions = Array.from({ length: 40 }, (_, index) => `(linha ${index + 1})`);
    const { text } = await readPdf(await drawBoletoPdf({ ...slipOf("341"), instructions }));
    const shown = text.match(/\(linha \d+\)( …)?/g) ?? [];
    expect(shown).toEqual([...Array(2)].flatMap(() => [...instructions.slice(0, 9), "(linha 10) …"]));
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

async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const script = fileURLToPath(new URL("read-boleto-pdf.ts", import.meta.url));
  const reader = spawn(process.execPath, ["--import", "tsx", script], { stdio: ["pipe", "pipe", "inherit"] });
  reader.stdin.end(pdf);
  return (await json(reader.stdout)) as ReadPdf;
}
