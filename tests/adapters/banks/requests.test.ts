import { describe, expect, it } from "vitest";
import { bbSettings } from "../../../src/banks/banco-do-brasil/bb-settings.ts";
import { registerRequest } from "../../../src/banks/banco-do-brasil/register-request.ts";
import { issueRequest } from "../../../src/banks/sicoob/issue-request.ts";
import { sicoobSettings } from "../../../src/banks/sicoob/sicoob-settings.ts";
import { addDays, isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import type { RegistrationRequest } from "../../../src/core/ports.ts";
import type { BankWalletRecord, BoletoRecord } from "../../../src/core/records/boleto-records.ts";
import { bbIssue } from "../../standins/banks/bb-issue.ts";
import { chargeOutOfTime, sicoobIssue } from "../../standins/banks/sicoob-issue.ts";

const dueDate = isoDate("2026-12-10");
const issuedAt = new Date("2026-11-24T12:00:00Z");
const instructions = [
  "Referente a: uso de novembro.",
  "Após o vencimento, multa de 2%.",
  "Após o vencimento, juros de 1% ao mês.",
  "Não receber depois de 59 dias do vencimento.",
];
const payer = {
  name: "Maria Souza",
  document: "52998224725",
  isCompany: false,
  postal: { street: "Rua A, 1", district: "Centro", city: "Niterói", state: "RJ", postalCode: "24020005" },
} as Parameters<typeof issueRequest>[1];

/** A boleto with this many days of payment after the due date. */
function requestOf(account: object, days: number, more: Partial<BoletoRecord> = {}): RegistrationRequest {
  const boleto = {
    ...{ id: "0190a0b0-0000-7000-8000-000000000001", nossoNumero: "0001000", amountCents: 10_000, dueDate, issuedAt },
    ...{ multaBasisPoints: 200, jurosPerDayCents: 0, jurosBasisPointsMonth: 100, payableUntil: addDays(dueDate, days) },
    slip: { instructions, boleto: { nossoNumeroDv: "3" } },
    ...more,
  };
  return { reference: "r", boleto, bankWallet: { account } } as unknown as RegistrationRequest;
}

describe("the request to Sicoob", () => {
  const account = { agencia: "3041", beneficiario: "0123456", carteira: "1" };
  const settings = sicoobSettings.parse({
    ...{ bank: "sicoob", clientId: "c", certFile: "c", keyFile: "k", contaCorrente: "1234567" },
  });
  const bodyOf = (days: number, more: Partial<BoletoRecord> = {}) =>
    issueRequest(requestOf(account, days, more), payer, settings);
  const faultsIn = (body: object) => {
    const parsed = sicoobIssue.safeParse(JSON.parse(JSON.stringify(body)));
    return parsed.success ? chargeOutOfTime(parsed.data) : parsed.error.issues;
  };

  it("has no multa and no juros where the due date is the last day of payment", () => {
    expect(bodyOf(0)).toMatchObject({ tipoMulta: 0, tipoJurosMora: 3, dataLimitePagamento: dueDate });
    expect(bodyOf(0)).not.toHaveProperty("dataMulta");
  });

  it("keeps to the bank's days, whatever the days of payment and the charges", () => {
    for (const days of [0, 1, 2, 59, 90])
      for (const multaBasisPoints of [0, 200])
        for (const juros of [{ jurosBasisPointsMonth: 0 }, { jurosBasisPointsMonth: 0, jurosPerDayCents: 3 }, {}])
          expect(faultsIn(bodyOf(days, { multaBasisPoints, ...juros }))).toBeUndefined();
  });

  it("registers the monthly rate, or an amount a day where there is none", () => {
    expect(bodyOf(59)).toMatchObject({ tipoJurosMora: 2, valorJurosMora: 1, dataJurosMora: "2026-12-11" });
    expect(bodyOf(59, { jurosBasisPointsMonth: 0, jurosPerDayCents: 3 })).toMatchObject({
      tipoJurosMora: 1,
      valorJurosMora: 0.03,
    });
  });

  it("wraps instructions at 40 letters and cuts no word", () => {
    expect(bodyOf(59).mensagensInstrucao).toEqual([
      "Referente a: uso de novembro.",
      "Apos o vencimento, multa de 2%.",
      "Apos o vencimento, juros de 1% ao mes.",
      "Nao receber depois de 59 dias do",
      "vencimento.",
    ]);
  });

  it("names the boleto with its check digit, also with an older settings file that says otherwise", () => {
    expect(bodyOf(59).nossoNumero).toBe(10_003);
    expect(sicoobSettings.parse({ ...settings, nossoNumeroWithDigit: false })).toMatchObject({ bank: "sicoob" });
  });

  it("takes each kind of document that the bank lists", () => {
    for (const especie of ["FAT", "OU", "RC", "NF", "ME"])
      expect(sicoobSettings.parse({ ...settings, especie }).especie).toBe(especie);
    expect(sicoobSettings.safeParse({ ...settings, especie: "XX" }).success).toBe(false);
  });
});

describe("the request to Banco do Brasil", () => {
  const account = { agencia: "1234", conta: "00056789", beneficiario: "1234567", carteira: "17" };
  const settings = bbSettings.parse({
    ...{ bank: "bb", clientId: "c", clientSecretFile: "s", appKeyFile: "k", variacao: 35 },
  });
  const bodyOf = (days: number, more: Partial<BoletoRecord> = {}, now = issuedAt, wallet: object = {}) => {
    const { boleto, bankWallet, reference } = requestOf(account, days, { nossoNumero: "0000001000", ...more });
    const request = { reference, boleto, bankWallet: { ...bankWallet, ...wallet } as BankWalletRecord };
    return registerRequest(request, payer, settings, now);
  };
  const faultsIn = (body: object) => bbIssue.safeParse(JSON.parse(JSON.stringify(body))).error?.issues;

  it("cannot be paid late where the due date is the last day of payment: not 'S' with the days of the convênio", () => {
    const body = bodyOf(0);
    expect(body).toMatchObject({ indicadorAceiteTituloVencido: "N", multa: { tipo: 0 }, jurosMora: { tipo: 0 } });
    expect(body).not.toHaveProperty("numeroDiasLimiteRecebimento");
  });

  it("has a multa only where its first day lies before the last day of payment", () => {
    expect(bodyOf(1).multa).toEqual({ tipo: 0 });
    expect(bodyOf(2).multa).toEqual({ tipo: 2, data: "11.12.2026", porcentagem: 2 });
    expect(bodyOf(59)).toMatchObject({ indicadorAceiteTituloVencido: "S", numeroDiasLimiteRecebimento: 59 });
  });

  it("keeps to the bank's days, whatever the days of payment and the charges", () => {
    for (const days of [0, 1, 2, 59, 90])
      for (const multaBasisPoints of [0, 200])
        for (const juros of [{ jurosBasisPointsMonth: 0 }, { jurosBasisPointsMonth: 0, jurosPerDayCents: 3 }, {}])
          expect(faultsIn(bodyOf(days, { multaBasisPoints, ...juros }))).toBeUndefined();
  });

  it("registers the monthly rate, or an amount a day where there is none", () => {
    expect(bodyOf(59).jurosMora).toEqual({ tipo: 2, porcentagem: 1 });
    expect(bodyOf(59, { jurosBasisPointsMonth: 0, jurosPerDayCents: 3 }).jurosMora).toEqual({ tipo: 1, valor: 0.03 });
  });

  it("is dated the day on which it is sent, also when that is a day late", () => {
    expect(bodyOf(59).dataEmissao).toBe("24.11.2026");
    expect(bodyOf(59, {}, new Date("2026-11-25T03:30:00Z")).dataEmissao).toBe("25.11.2026");
  });

  it("leaves out whole instructions where 165 letters do not hold them, and cuts no word", () => {
    const long = ["Referente a: uso de internet por fibra de duzentos megabits em novembro.", ...instructions.slice(1)];
    const message = bodyOf(59, {
      slip: { instructions: long } as unknown as BoletoRecord["slip"],
    }).mensagemBloquetoOcorrencia;
    expect(message).toBe(
      "Apos o vencimento, multa de 2%. Apos o vencimento, juros de 1% ao mes. Nao receber depois de 59 dias do vencimento.",
    );
    expect(bodyOf(59, { slip: { instructions: [] } as unknown as BoletoRecord["slip"] })).not.toHaveProperty(
      "mensagemBloquetoOcorrencia",
    );
  });

  it("takes an older settings file that names the verb of a withdrawal", () => {
    expect(bbSettings.parse({ ...settings, cancelMethod: "PATCH" })).toMatchObject({ bank: "bb" });
  });
});
