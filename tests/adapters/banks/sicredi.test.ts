import { describe, expect, it } from "vitest";
import { issueRequest } from "../../../src/banks/sicredi/issue-request.ts";
import { readSicrediWebhook } from "../../../src/banks/sicredi/read-webhook.ts";
import { problem, title } from "../../../src/banks/sicredi/sicredi-answers.ts";
import { titleAnswer } from "../../../src/banks/sicredi/title-answer.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { buildBoleto } from "../../../src/core/boleto/boleto.ts";
import type { RegistrationRequest } from "../../../src/core/ports.ts";
import { tinyReference } from "../../../src/core/registration/short-reference.ts";
import { sicrediBoleto } from "../../standins/banks/start-sicredi.ts";

const id = "3f0b6c6e-5a63-4a0e-9b57-1f2f2e5f9a10";
const account = { agencia: "6789", posto: "03", beneficiario: "12345", carteira: "1" };
const built = buildBoleto({
  banco: "748",
  ...account,
  nossoNumero: "26200001",
  valorCentavos: 10_990,
  vencimento: "2026-12-10",
});
const payer = {
  name: "José Antônio de Ávila e Souza Albuquerque Cavalcanti",
  document: "52998224725",
  isCompany: false,
  postal: { street: "Rua A, 1", district: "Centro", city: "Niterói", state: "RJ", postalCode: "24020005" },
};
const requestOf = (more: object = {}, slip: object = {}, pix = true) =>
  issueRequest(
    {
      reference: id,
      bankWallet: { account },
      boleto: {
        id,
        nossoNumero: "26200001",
        amountCents: 10_990,
        dueDate: isoDate("2026-12-10"),
        payableUntil: isoDate("2027-02-07"),
        multaBasisPoints: 0,
        jurosPerDayCents: 0,
        slip: { boleto: built.ok ? built.boleto : undefined, instructions: ["a", "b", "c", "d", "e"], ...slip },
        ...more,
      },
    } as unknown as RegistrationRequest,
    payer,
    { pix },
  );

describe("what is sent to Sicredi", () => {
  it("is what its manual wants: nine digits with the check digit, a name of ours of ten letters, four lines", () => {
    const discount = { discountCents: 1050, discountUntil: isoDate("2026-12-08") };
    const body = requestOf({ multaBasisPoints: 200, jurosBasisPointsMonth: 100 }, { discount });
    expect(sicrediBoleto.parse(body)).toEqual({
      tipoCobranca: "HIBRIDO",
      codigoBeneficiario: "12345",
      pagador: {
        tipoPessoa: "PESSOA_FISICA",
        documento: "52998224725",
        nome: "Jose Antonio de Avila e Souza Albuquerqu",
        endereco: "Rua A, 1",
        cidade: "Niteroi",
        uf: "RJ",
        cep: "24020005",
      },
      especieDocumento: "DUPLICATA_SERVICO_INDICACAO",
      nossoNumero: `26200001${built.ok ? built.boleto.nossoNumeroDv : ""}`,
      seuNumero: tinyReference(id),
      dataVencimento: "2026-12-10",
      valor: 109.9,
      tipoDesconto: "VALOR",
      valorDesconto1: 10.5,
      dataDesconto1: "2026-12-08",
      tipoJuros: "PERCENTUAL",
      juros: 1,
      multa: 2,
      validadeAposVencimento: 59,
      mensagens: ["a b c d e"],
    });
  });

  it("has juros as an amount a day where no rate is agreed, and no PIX where the account has no key", () => {
    expect(sicrediBoleto.parse(requestOf({ jurosPerDayCents: 3 }))).toMatchObject({ tipoJuros: "VALOR", juros: 0.03 });
    const plain = sicrediBoleto.parse(requestOf({}, {}, false));
    expect(plain).toMatchObject({ tipoCobranca: "NORMAL" });
    for (const field of ["juros", "multa", "tipoDesconto", "validadeAposVencimento"])
      expect(plain).not.toHaveProperty(field);
  });
});

describe("our name of a boleto of ten letters", () => {
  it("always has ten, and differs where the ids do", () => {
    const names = new Set(Array.from({ length: 5000 }, () => tinyReference(crypto.randomUUID())));
    expect(names.size).toBe(5000);
    for (const name of names) expect(name).toMatch(/^[0-9A-Z]{10}$/);
    expect(tinyReference("00000000-0000-4000-8000-000000000000")).toBe("0000000000");
    expect(tinyReference("ffffffff-ffff-4fff-8fff-ffffffffffff")).toMatch(/^[0-9A-Z]{10}$/);
  });
});

describe("what Sicredi answers", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  const answer = (situacao: string, more: object = {}) =>
    titleAnswer(title.parse({ codigoBarras: "1", linhaDigitavel: "2", situacao, ...more }), now);

  it.each([
    ["EM CARTEIRA", "registered"],
    ["EM CARTEIRA PIX", "registered"],
    ["VENCIDO", "registered"],
    ["NEGATIVADO", "registered"],
    ["LIQUIDADO", "paid"],
    ["LIQUIDADO PIX", "paid"],
    ["LIQUIDADO COMPE", "paid"],
    ["BAIXADO POR SOLICITACAO", "closed"],
    ["REJEITADO", "refused"],
    ["ALGO NOVO", "unknown"],
  ])("%s is %s", (situacao, kind) => {
    expect(answer(situacao).kind).toBe(kind);
  });

  it("paid: with amount and day as told, and without what is not told", () => {
    const dadosLiquidacao = { data: "2026-11-23 10:11:12", valor: 112.61, multa: 2.2, juros: 0.51 };
    expect(answer("LIQUIDADO REDE", { dadosLiquidacao })).toEqual({
      kind: "paid",
      amountCents: 11_261,
      paidOn: "2026-11-23",
    });
    expect(answer("LIQUIDADO")).toEqual({ kind: "paid", paidOn: "2026-11-24" });
  });

  it("refusals are read in both their shapes", () => {
    expect(problem.parse({ code: 422, message: "a" })).toEqual([{ code: "422", message: "a" }]);
    expect(problem.parse({ errors: [{ message: "b" }] })).toEqual([{ message: "b" }]);
  });
});

describe("what Sicredi posts", () => {
  // As the manual of the API (v3.9) shows it.
  const post = (movimento: string, nossoNumero: unknown = "221000144") =>
    readSicrediWebhook({
      agencia: "9999",
      posto: "99",
      beneficiario: "12345",
      nossoNumero,
      dataEvento: [2024, 3, 20, 11, 40, 39, 24_000_000],
      movimento,
      valorLiquidacao: "101.01",
      idEventoWebhook: "N000",
    });

  it("names a boleto by its number, which is stored without the check digit", () => {
    expect(post("LIQUIDACAO_PIX")).toEqual([{ nossoNumero: "22100014" }]);
    expect(post("LIQUIDACAO_COMPE_H5", 221_000_144)).toEqual([{ nossoNumero: "22100014" }]);
    expect(post("AVISO_PAGAMENTO_COMPE")).toEqual([{ nossoNumero: "22100014", paymentAnnounced: true }]);
    expect(post("ESTORNO_LIQUIDACAO_REDE")).toEqual([{ nossoNumero: "22100014", undone: true }]);
    expect(post("LIQUIDACAO_PIX", "12")).toBeUndefined();
  });
});
