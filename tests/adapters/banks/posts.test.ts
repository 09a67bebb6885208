import { describe, expect, it } from "vitest";
import { readBbWebhook } from "../../../src/banks/banco-do-brasil/read-webhook.ts";
import { readInterWebhook } from "../../../src/banks/inter/read-webhook.ts";
import { readSicoobWebhook } from "../../../src/banks/sicoob/read-webhook.ts";
import { readSicrediWebhook } from "../../../src/banks/sicredi/read-webhook.ts";

describe("a post of Sicoob", () => {
  // Names and values as in the portal's description of its version 3.
  const dados = {
    codigoBarrasBoleto: "75692868200000405001434201006355000002443003",
    nossoNumero: "0000002443",
    seuNumero: "00-03",
    numeroCliente: 63_550,
    valorBoleto: 405,
    valorPagamento: 407.41,
    dataHoraSituacaoBaixa: "2024-02-20T13:05:01.000Z",
    cancelamentoBaixa: false,
  };
  const post = (more: object = {}) => ({ idWebhook: 214, tipoMovimento: 7, dados: { ...dados, ...more } });
  const paid = { nossoNumero: "2443", reference: "00-03", paymentAnnounced: true };

  it("names the boleto by number, check digit and our reference, and announces the payment", () => {
    expect(readSicoobWebhook(post())).toEqual([paid]);
  });

  it("may name several", () => {
    const several = { ...post(), dados: [dados, { ...dados, nossoNumero: 10_003, seuNumero: null }] };
    expect(readSicoobWebhook(several)).toEqual([paid, { nossoNumero: "10003", paymentAnnounced: true }]);
    expect(readSicoobWebhook([post(), post({ seuNumero: "X" })])).toEqual([paid, { ...paid, reference: "X" }]);
  });

  it.each([true, "true"])("takes a payment back: %j", (cancelamentoBaixa) => {
    expect(readSicoobWebhook(post({ cancelamentoBaixa }))).toEqual([
      { nossoNumero: "2443", reference: "00-03", undone: true },
    ]);
  });

  it("that only tries the address asks for nothing", () => {
    expect(readSicoobWebhook({ idWebhook: 990, validacaoWebhook: true })).toEqual([]);
  });

  it("of another type, or written flat, only makes us ask", () => {
    expect(readSicoobWebhook({ ...post(), tipoMovimento: 5 })).toEqual([{ nossoNumero: "2443", reference: "00-03" }]);
    expect(readSicoobWebhook({ nossoNumero: 12_345, codigoBarras: "x" })).toEqual([{ nossoNumero: "12345" }]);
  });

  it("is read for what can be read, and kept as unreadable if that is nothing", () => {
    expect(readSicoobWebhook({ ...post(), dados: [{ other: 1 }, dados] })).toEqual([{}, paid]);
    for (const odd of [{ other: 1 }, { ...post(), dados: null }, { ...post(), dados: "x" }, "x", null, [1]])
      expect(readSicoobWebhook(odd)).toBeUndefined();
  });
});

describe("a post of Banco do Brasil", () => {
  const id = "00031285570700000300";
  const one = { id, codigoEstadoBaixaOperacional: 1 };
  const note = { bankReference: id, nossoNumero: "0700000300" };

  it("announces a payment here or at another bank, or takes it back", () => {
    expect(readBbWebhook(one)).toEqual([{ ...note, paymentAnnounced: true }]);
    expect(readBbWebhook([{ ...one, codigoEstadoBaixaOperacional: "2" }])).toEqual([
      { ...note, paymentAnnounced: true },
    ]);
    expect(readBbWebhook([one, { ...one, codigoEstadoBaixaOperacional: 10 }])).toEqual([
      { ...note, paymentAnnounced: true },
      { ...note, undone: true },
    ]);
  });

  it("with a state that nobody knows, or none, only makes us ask", () => {
    expect(readBbWebhook({ id, codigoEstadoBaixaOperacional: 3 })).toEqual([note]);
    expect(readBbWebhook({ id })).toEqual([note]);
  });

  it("is read for what can be read, and kept as unreadable if that is nothing", () => {
    expect(readBbWebhook([])).toEqual([]);
    expect(readBbWebhook([{ id: "x" }, { id }])).toEqual([{}, note]);
    expect(readBbWebhook({ id: "x" })).toBeUndefined();
  });
});

describe("a post of Inter", () => {
  const one = { codigoSolicitacao: "183e982a", seuNumero: "X" };

  it("is read for what can be read, and kept as unreadable if that is nothing", () => {
    const note = { bankReference: "183e982a", reference: "X" };
    expect(readInterWebhook([{ situacao: "RECEBIDO" }, one, { codigoSolicitacao: null }])).toEqual([{}, note, {}]);
    expect(readInterWebhook([{ seuNumero: "X" }])).toEqual([{ reference: "X" }]);
    expect(readInterWebhook([])).toEqual([]);
    for (const odd of [{ situacao: "RECEBIDO" }, [{ codigoSolicitacao: "" }], "x", null])
      expect(readInterWebhook(odd)).toBeUndefined();
  });
});

describe("a post of Sicredi", () => {
  const one = { nossoNumero: "261000018", movimento: "AVISO_PAGAMENTO_COMPE" };

  it("is read for what can be read, several as well, and kept as unreadable if that is nothing", () => {
    const note = { nossoNumero: "26100001", paymentAnnounced: true };
    expect(readSicrediWebhook(one)).toEqual([note]);
    expect(readSicrediWebhook([{ nossoNumero: "x" }, one])).toEqual([{}, note]);
    expect(readSicrediWebhook({ ...one, movimento: null })).toEqual([{ nossoNumero: "26100001" }]);
    expect(readSicrediWebhook({ nossoNumero: "x" })).toBeUndefined();
  });
});
