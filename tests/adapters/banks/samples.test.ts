import { describe, expect, it } from "vitest";
import { list, parseBbDate, refusal, registered } from "../../../src/banks/banco-do-brasil/bb-answers.ts";
import { chargeAnswer } from "../../../src/banks/inter/charge-answer.ts";
import { charge, chargeList, issued, problem } from "../../../src/banks/inter/inter-answers.ts";
import { readInterWebhook } from "../../../src/banks/inter/read-webhook.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { readBoleto } from "../../../src/core/boleto/read-boleto.ts";
import { barsOf } from "../../standins/banks/bars.ts";

// Samples of facts/bank-apis.md, as the banks wrote them.
const bbSample = {
  numero: "00031285570700000300",
  numeroCarteira: 17,
  numeroVariacaoCarteira: 35,
  codigoCliente: 704950857,
  linhaDigitavel: "00190000090312855707500000300178498400000010000",
  codigoBarraNumerico: "00194984000000100000000003128557070000030017",
  numeroContratoCobranca: 19581316,
  beneficiario: { agencia: 452, contaCorrente: 123873, cep: 72145760, indicadorComprovacao: "0" },
  qrCode: { url: "", txId: "", emv: "" },
  observacao: "",
};
const id = "3f0b6c6e-5a63-4a0e-9b57-1f2f2e5f9a10";

describe("Banco do Brasil's samples", () => {
  it("of a registration is read, and our stand-in makes the same bars", () => {
    expect(registered.parse(bbSample).numero).toBe(bbSample.numero);
    const { codigoBarras, linhaDigitavel } = barsOf(
      "001",
      { dueDate: "2024-09-15", cents: 10_000 },
      "0000003128557070000030017",
    );
    expect(codigoBarras).toBe(bbSample.codigoBarraNumerico);
    expect(linhaDigitavel).toBe(bbSample.linhaDigitavel);
    expect(readBoleto(bbSample.linhaDigitavel, isoDate("2024-09-01"))).toMatchObject({
      ok: true,
      boleto: { codigoBarras: bbSample.codigoBarraNumerico, valueCents: 10_000, dueDate: "2024-09-15" },
    });
  });

  it.each([
    [{ erros: [{ codigo: "1", versao: "1", mensagem: "a", ocorrencia: "x", providencia: "y" }] }, "1", "a"],
    [{ erros: [{ codigoMensagem: "2", versaoMensagem: "1", textoMensagem: "b" }] }, "2", "b"],
    [{ statusCode: 401, error: "Unauthorized", message: "c", attributes: { error: "x" } }, "", "Unauthorized: c"],
    [
      { errors: [{ code: "4874915.1", message: "Nosso Número já incluído anteriormente." }] },
      "4874915.1",
      "Nosso Número já incluído anteriormente.",
    ],
  ])("of a refusal are read in all their shapes: %j", (json, code, message) => {
    expect(refusal.parse(json)).toEqual([{ code, message }]);
  });

  it("of a list is read", () => {
    const one = {
      numeroBoletoBB: bbSample.numero,
      dataRegistro: "01.09.2024",
      valorOriginal: 100,
      codigoEstadoTituloCobranca: 1,
    };
    expect(
      list.parse({ indicadorContinuidade: "N", quantidadeRegistros: 1, proximoIndice: 0, boletos: [one] }).boletos,
    ).toEqual([{ numeroBoletoBB: bbSample.numero, valorOriginal: 10_000 }]);
  });

  it("of days are read with dots and with slashes", () => {
    expect(parseBbDate("10.12.2026")).toBe("2026-12-10");
    expect(parseBbDate("10/12/2026 14:02:00")).toBe("2026-12-10");
    expect(parseBbDate("31.02.2026")).toBeUndefined();
    expect(parseBbDate("")).toBeUndefined();
  });
});

describe("Inter's samples", () => {
  const cobranca = { codigoSolicitacao: id, seuNumero: "A", situacao: "EM_PROCESSAMENTO", valorNominal: 100 };

  it("of a charge are read by themselves and in the list, where amounts are texts", () => {
    expect(charge.parse({ cobranca }).cobranca.situacao).toBe("EM_PROCESSAMENTO");
    const page = {
      totalPaginas: 1,
      totalElementos: 1,
      tamanhoPagina: 100,
      primeiraPagina: true,
      ultimaPagina: true,
      numeroDeElementos: 1,
      cobrancas: [{ cobranca: { ...cobranca, valorNominal: "100.00", valorTotalRecebido: "123.45" } }],
    };
    expect(chargeList.parse(page).cobrancas[0]?.cobranca).toMatchObject({
      situacao: "EM_PROCESSAMENTO",
      valorTotalRecebido: 12_345,
    });
  });

  it("of the bank's own description are read: a code that is no UUID, null for what is not there, a state of its own", () => {
    const codigoSolicitacao = "183e982a-34e5-4bc0-9643-def5432a";
    expect(issued.parse({ codigoSolicitacao })).toEqual({ codigoSolicitacao });
    expect(readInterWebhook([{ codigoSolicitacao, seuNumero: null }])).toEqual([{ bankReference: codigoSolicitacao }]);
    const now = new Date("2026-11-24T12:00:00Z");
    const said = (more: object, rest: object = {}) =>
      chargeAnswer(charge.parse({ cobranca: { ...cobranca, codigoSolicitacao, ...more }, ...rest }), 0, now);
    const boleto = { nossoNumero: null, codigoBarras: "1", linhaDigitavel: "2" };
    const nulls = { valorTotalRecebido: null, dataSituacao: null, motivoCancelamento: null };
    expect(said({ ...nulls, situacao: "A_RECEBER" }, { boleto, pix: { txid: null, pixCopiaECola: null } })).toEqual({
      kind: "registered",
      bankReference: codigoSolicitacao,
      title: { codigoBarras: "1", linhaDigitavel: "2" },
    });
    expect(said({ situacao: "NOVA" })).toMatchObject({ kind: "unknown", bankReference: codigoSolicitacao });
    const paid = { situacao: "RECEBIDO", dataSituacao: "2026-11-20" };
    expect(said({ ...paid, valorTotalRecebido: "100.07" })).toEqual({
      kind: "paid",
      paidOn: "2026-11-20",
      amountCents: 10_007,
    });
    // Not told is not zero.
    for (const valorTotalRecebido of [null, "0.00", "R$ 5"])
      expect(said({ ...paid, valorTotalRecebido })).toEqual({ kind: "paid", paidOn: "2026-11-20" });
  });

  it("of a refusal and of a post are read", () => {
    const violacoes = [{ razao: "é obrigatório", propriedade: "pagador.cep", valor: "" }];
    expect(problem.parse({ title: "t", detail: "d", timestamp: "x", violacoes })).toMatchObject({ violacoes: [{}] });
    const post = {
      codigoSolicitacao: id,
      seuNumero: "A",
      situacao: "A_RECEBER",
      dataHoraSituacao: "2026-11-24T12:00:00Z",
    };
    expect(readInterWebhook([post])).toEqual([{ bankReference: id, reference: "A" }]);
    expect(readInterWebhook(post)).toHaveLength(1);
    expect(readInterWebhook("x")).toBeUndefined();
  });
});
