import { describe, expect, it } from "vitest";
import { detail } from "../../../src/banks/banco-do-brasil/bb-answers.ts";
import { detailAnswer } from "../../../src/banks/banco-do-brasil/detail-answer.ts";
import { messages, titleAnswer as titleSchema } from "../../../src/banks/sicoob/sicoob-answers.ts";
import { titleAnswer } from "../../../src/banks/sicoob/title-answer.ts";

const now = new Date("2026-11-25T12:00:00Z");

describe("a boleto at Sicoob", () => {
  const resultado = {
    nossoNumero: 10_003,
    seuNumero: "ABC",
    codigoBarras: "7".repeat(44),
    linhaDigitavel: "7".repeat(47),
    situacaoBoleto: "Liquidado",
  };
  const read = (more: object) =>
    titleAnswer(titleSchema.parse({ resultado: { ...resultado, ...more } }).resultado, now);
  const entry = (tipoHistorico: unknown, day: string, descricaoHistorico: string) => ({
    dataHistorico: day,
    tipoHistorico,
    descricaoHistorico,
  });
  const fee = entry("4", "2026-11-24", "TARIFA - TARIFA DE LIQUIDAÇÃO - R$ 0,75");

  it("was paid what its payment entry says, on that entry's day: the bank's fee and its day are nobody's payment", () => {
    const paid = entry("6", "2026-11-23", "LIQUIDAÇÃO - R$ 1.407,41");
    const first = entry("1", "2026-11-01", "ENTRADA - R$ 1.400,00");
    expect(read({ listaHistorico: [first, paid, fee] })).toEqual({
      kind: "paid",
      paidOn: "2026-11-23",
      amountCents: 140_741,
    });
  });

  it("is read with types as numbers, too", () => {
    expect(read({ listaHistorico: [entry(6, "2026-11-23T00:00:00", "Liquidação R$ 100,00"), fee] })).toEqual({
      kind: "paid",
      paidOn: "2026-11-23",
      amountCents: 10_000,
    });
  });

  it.each(["Liquidação", "Liquidação - R$ 100", "R$ 0,00", "R$ 99,90 de R$ 100,00", "R$ 1,234"])(
    "is paid without an amount if its entry tells none for certain: %s",
    (text) => {
      expect(read({ listaHistorico: [entry("6", "2026-11-23", text)] })).toEqual({
        kind: "paid",
        paidOn: "2026-11-23",
      });
    },
  );

  it("is paid today if no entry tells the day", () => {
    for (const listaHistorico of [null, [], [fee]])
      expect(read({ listaHistorico })).toEqual({ kind: "paid", paidOn: "2026-11-25" });
  });

  it("tells why it has no PIX", () => {
    const descricaoRejeicaoPix = "Modalidade não permitida para geração de QR Code.";
    expect(read({ situacaoBoleto: "Em Aberto", descricaoRejeicaoPix })).toMatchObject({
      kind: "registered",
      title: { pixRefused: descricaoRejeicaoPix },
    });
  });

  it("is unknown in a situation that nobody knows, or without its bar code", () => {
    expect(read({ situacaoBoleto: "Em Protesto" })).toEqual({ kind: "unknown" });
    expect(read({ situacaoBoleto: "Em Aberto", codigoBarras: null })).toEqual({ kind: "unknown" });
    expect(read({ situacaoBoleto: "Baixado" })).toEqual({ kind: "closed", reason: "Baixado no Sicoob" });
  });

  it("is refused with words", () => {
    expect(messages.parse({ mensagens: [{ codigo: 1, mensagem: "m" }] }).mensagens).toEqual([
      { codigo: "1", mensagem: "m" },
    ]);
  });
});

describe("a boleto at Banco do Brasil", () => {
  const title = {
    codigoLinhaDigitavel: "0".repeat(47),
    textoCodigoBarrasTituloCobranca: "0".repeat(44),
    numeroTituloCedenteCobranca: "ABC",
    valorPagoSacado: 0,
    dataRecebimentoTitulo: "23.11.2026",
    dataCreditoLiquidacao: "24.11.2026",
  };
  const read = (state: number, more: object = {}) =>
    detailAnswer(detail.parse({ ...title, codigoEstadoTituloCobranca: state, ...more }), "0".repeat(20), 0, now);

  it.each([1, 2, 3, 4, 5, 8, 9, 13])("of state %d is registered", (state) => {
    expect(read(state)).toMatchObject({ kind: "registered", title: { nossoNumero: "0000000000" } });
    expect(read(state)).not.toHaveProperty("paymentAnnounced");
  });

  it.each([14, 15, 17, 21])("of state %d is on its way to be paid, and may come back", (state) => {
    expect(read(state, { valorPagoSacado: 100 })).toMatchObject({ kind: "registered", paymentAnnounced: true });
  });

  it.each([6, 10, 11, 12, 16])("of state %d is paid", (state) => {
    expect(read(state, { valorPagoSacado: "100.01" })).toEqual({
      kind: "paid",
      paidOn: "2026-11-23",
      amountCents: 10_001,
    });
  });

  it.each([18, 19])("of state %d is paid in part, and unknown without the part", (state) => {
    const part = { valorPagamentoParcialTitulo: 40, valorPagoSacado: 0 };
    expect(read(state, part)).toEqual({ kind: "paid", paidOn: "2026-11-23", amountCents: 4000 });
    expect(read(state)).toEqual({ kind: "unknown" });
  });

  it.each([
    [31, { kind: "paid", paidOn: "2026-11-23" }],
    [12, { kind: "closed", reason: "O prazo de pagamento terminou no Banco do Brasil" }],
    [13, { kind: "closed", reason: "O prazo de pagamento terminou no Banco do Brasil" }],
    [15, { kind: "closed", reason: "Protestado pelo Banco do Brasil" }],
    [10, { kind: "closed", reason: "Baixado no Banco do Brasil" }],
    [undefined, { kind: "closed", reason: "Baixado no Banco do Brasil" }],
  ])("of state 7 is what the way of its closing, %j, says", (codigoTipoBaixaTitulo, answer) => {
    expect(read(7, { codigoTipoBaixaTitulo })).toEqual(answer);
  });

  it.each([20, 22, 99])("of state %d, which nobody knows, is unknown", (state) => {
    expect(read(state, { valorPagoSacado: 100 })).toEqual({ kind: "unknown" });
  });

  it("without its bar code is unknown, unless it is paid", () => {
    expect(read(1, { textoCodigoBarrasTituloCobranca: null })).toEqual({ kind: "unknown" });
    expect(read(6, { textoCodigoBarrasTituloCobranca: null })).toMatchObject({ kind: "paid" });
  });
});
