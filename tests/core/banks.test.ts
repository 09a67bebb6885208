import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Bank, banks } from "../../src/core/banks.ts";
import { waysOf } from "../../src/core/billing/bank-apis.ts";
import { isoDate } from "../../src/core/billing/calendar/iso-date.ts";
import { buildBoleto } from "../../src/core/boleto/boleto.ts";
import { composeNossoNumero } from "../../src/core/boleto/compose-nosso-numero.ts";
import { cnabSettings, parseCnabSettings } from "../../src/core/cnab240/parse-cnab-settings.ts";
import { readReturn } from "../../src/core/cnab240/read-return.ts";
import { bankWalletSchema } from "../../src/core/register/bank-wallet-schema.ts";

it("each row is about the bank of its code", () => {
  for (const [code, { layout, cnab240 }] of Object.entries<Bank>(banks)) {
    expect(layout.code).toBe(code);
    expect(cnab240?.code ?? code).toBe(code);
  }
});

it("no two banks go by the same name or spelling", () => {
  const names = Object.values(banks).map(({ name }) => name);
  const spellings = Object.values(banks).flatMap(({ spellings }) => spellings);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(spellings).size).toBe(spellings.length);
});

describe("a bank whose file layout nobody knows", () => {
  const bradesco: { cnab240?: unknown } = banks["237"];
  const { cnab240 } = bradesco;
  beforeEach(() => {
    delete bradesco.cnab240;
  });
  afterEach(() => {
    bradesco.cnab240 = cnab240;
  });

  it("registers by no file, and has nothing to be set for one", () => {
    expect(waysOf("237", { sandbox: true })).toEqual(["sandbox"]);
    expect(waysOf("341", { sandbox: false })).toEqual(["cnab240"]);
    expect(cnabSettings("237")).toEqual([]);
    expect(parseCnabSettings("237", {}, {})).toEqual({
      ok: false,
      errors: [{ field: "registersBy", message: "Este banco não registra por arquivo." }],
    });
  });

  it("whose files no source confirms registers by file only where it does already", () => {
    expect(waysOf("077", { sandbox: false })).toEqual(["api"]);
    expect(waysOf("077", { sandbox: false, keeps: "cnab240" })).toEqual(["api", "cnab240"]);
  });

  it("has no return file read", () => {
    const header = `237${"0".repeat(139)}2`.padEnd(240, "0");
    expect(readReturn(header).problems).toEqual([
      { line: 1, message: "o banco 237 não é um destes: 001, 033, 077, 104, 341, 748, 756" },
    ]);
  });
});

describe("a bank whose bar code only it can make", () => {
  const wallet = {
    bankCode: "403",
    account: {},
    beneficiaryName: "VALE FIBRA TELECOM LTDA",
    beneficiaryDocument: "12345678000195",
  };
  const faultsOf = (more: object) => {
    const parsed = bankWalletSchema.safeParse({ ...wallet, ...more });
    return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  };

  it("registers by its API alone, and needs no account for that", () => {
    expect(waysOf("403", { sandbox: false })).toEqual(["api"]);
    expect(waysOf("403", { sandbox: true })).toEqual(["sandbox", "api"]);
    expect(faultsOf({ registersBy: "api", bankNumbers: true })).toEqual([]);
    expect(faultsOf({ registersBy: "api", bankNumbers: true, account: { agencia: "0001" } })).toEqual([
      "account.agencia: Este campo não existe neste banco.",
    ]);
  });

  it("is refused by file", () => {
    expect(faultsOf({ registersBy: "cnab240" })).toContain("registersBy: a Cora só registra pela API: use api");
  });

  it("is played by the test bank, which assigns the number as well", () => {
    expect(faultsOf({ registersBy: "sandbox", bankNumbers: true })).toEqual([]);
    expect(faultsOf({ registersBy: "sandbox" })).toEqual(["bankNumbers: quem dá o nosso número é a Cora: use true"]);
  });

  it("assigns the nosso número itself, so none is made here", () => {
    expect(faultsOf({ registersBy: "api", bankNumbers: false, nossoNumeroFrom: 1, nossoNumeroTo: 9 })).toEqual([
      "bankNumbers: pela API quem dá o nosso número é a Cora: use true",
    ]);
    expect(composeNossoNumero("403", {}, 1, isoDate("2026-11-24"))).toMatchObject({
      ok: false,
      error: { field: "nossoNumero" },
    });
    expect(buildBoleto({ banco: "403", nossoNumero: "1", valorCentavos: 1, vencimento: "2026-12-10" })).toEqual({
      ok: false,
      error: {
        field: "banco",
        message: "Banco: use um destes códigos, entre aspas: 001, 033, 077, 104, 237, 341, 748, 756.",
      },
    });
  });
});
