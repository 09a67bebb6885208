import { describe, expect, it } from "vitest";
import { banks } from "../../../src/core/banks.ts";
import { layoutBankCodes } from "../../../src/core/billing/bank-code.ts";
import { buildBoleto } from "../../../src/core/boleto/boleto.ts";
import { samples } from "./samples.ts";

const special = { carteira: "196", beneficiario: "12345", seuNumero: "1234567" };

describe("a refusal names the field at fault", () => {
  it.each([null, undefined, 1, "341", [], [{}]])("boleto: %j", (input) => {
    expect(fieldOf(input)).toBe("boleto");
  });

  it.each([{}, { banco: "999" }, { banco: 341 }, { banco: "1" }, { banco: "toString" }, { banco: null }])(
    "banco: %j",
    (input) => {
      expect(fieldOf(input)).toBe("banco");
    },
  );

  describe.each([...layoutBankCodes])("at bank %s", (code) => {
    const sample = samples[code];

    it.each([
      ...banks[code].layout.fields
        .filter(({ required, onlyCarteiras }) => required && !onlyCarteiras)
        .map(({ name }) => name),
      "nossoNumero",
      "valorCentavos",
      "vencimento",
    ])("%s is missing", (name) => {
      const { [name as "nossoNumero"]: _, ...rest } = sample;
      expect(buildBoleto(rest)).toMatchObject({
        ok: false,
        error: { field: name, message: expect.stringMatching(/^Falta preencher: /) },
      });
      expect(fieldOf({ ...sample, [name]: "" })).toBe(name);
    });

    it.each([...banks[code].layout.fields.map(({ name }) => name), "nossoNumero"])(
      "%s is not what it should be",
      (name) => {
        for (const wrong of ["12a4", "123456789012345678901", " ", "-1", "1.5", "١٢٣٤", 1234, null, ["1"], {}])
          expect(fieldOf({ ...sample, ...(code === "341" && special), [name]: wrong }), String(wrong)).toBe(name);
      },
    );

    it.each([-1, 0.5, 10_000_000_000, Number.NaN, Number.POSITIVE_INFINITY, "10990", null, 2 ** 60])(
      "valorCentavos is %s",
      (valorCentavos) => {
        expect(fieldOf({ ...sample, valorCentavos })).toBe("valorCentavos");
      },
    );

    it.each([
      "2026-02-30",
      "2026-13-01",
      "10/12/2026",
      "2026-1-1",
      "1997-10-07",
      "1900-01-01",
      "amanhã",
      20261210,
      null,
    ])("vencimento is %s", (vencimento) => {
      expect(fieldOf({ ...sample, vencimento })).toBe("vencimento");
    });

    it.each(["cor", "constructor", "desconto", "Agencia"])("a field that does not exist: %s", (name) => {
      expect(fieldOf({ ...sample, [name]: "1" })).toBe(name);
    });

    it("the field of another bank", () => {
      const foreign = ["posto", "modalidade", "ios"].find(
        (name) => !banks[code].layout.fields.some((own) => own.name === name),
      );
      expect(fieldOf({ ...sample, [foreign ?? ""]: "01" })).toBe(foreign);
    });

    it("one digit of the nosso número left out", () => {
      const given = code === "077" ? sample.nossoNumero.slice(1) : `0${sample.nossoNumero.slice(2)}`;
      expect(fieldOf({ ...sample, nossoNumero: given })).toBe("nossoNumero");
    });
  });
});

describe("what only one bank refuses", () => {
  it.each([
    ["001", { beneficiario: "12345678" }, "beneficiario"],
    ["001", { beneficiario: "12345" }, "beneficiario"],
    ["001", { nossoNumero: "12345678901" }, "nossoNumero"],
    // 17 digits are for carteiras 16 and 18 alone.
    ["001", { beneficiario: "123456", nossoNumero: "12345678901234567" }, "nossoNumero"],
    ["001", { agenciaDv: "7" }, "agenciaDv"],
    ["001", { contaDv: "X" }, "contaDv"],
    ["001", { conta: "061900" }, "conta"],
    ["033", { carteira: "103" }, "carteira"],
    ["033", { ios: "1" }, "ios"],
    ["077", { agencia: "0002" }, "agencia"],
    ["077", { carteira: "111" }, "carteira"],
    ["077", { nossoNumero: "123456789" }, "nossoNumero"],
    ["104", { beneficiario: "1099999" }, "beneficiario"],
    ["104", { carteira: "01" }, "carteira"],
    ["104", { nossoNumero: "24000000000000001" }, "nossoNumero"],
    ["104", { carteira: "SR" }, "nossoNumero"],
    ["104", { nossoNumero: "11000000000000001" }, "nossoNumero"],
    ["104", { valorCentavos: 1_000_000_000 }, "valorCentavos"],
    ["237", { conta: "061900" }, "conta"],
    ["237", { contaDv: "X" }, "contaDv"],
    ["341", { conta: "2124" }, "conta"],
    ["341", { agencia: "124" }, "agencia"],
    ["341", { contaDv: "5" }, "contaDv"],
    ["341", { carteira: "196" }, "beneficiario"],
    ["341", { carteira: "196", beneficiario: "12345" }, "seuNumero"],
    ["341", { seuNumero: "1234567" }, "seuNumero"],
    ["341", { beneficiario: "12345" }, "beneficiario"],
    ["748", { nossoNumero: "26100001" }, "nossoNumero"],
    ["748", { carteira: "2" }, "carteira"],
    ["748", { posto: "2" }, "posto"],
    ["756", { modalidade: "1" }, "modalidade"],
    ["756", { parcela: "1" }, "parcela"],
  ] as const)("%s %j: %s", (code, fields, field) => {
    expect(fieldOf({ ...samples[code], ...fields })).toBe(field);
  });

  it.each([
    ["001", { agenciaDv: "8", contaDv: "0" }],
    ["104", { valorCentavos: 999_999_999 }],
    ["033", { valorCentavos: 9_999_999_999 }],
    ["341", { contaDv: "6" }],
    ["341", special],
    ["033", { ios: "" }],
  ] as const)("and what it takes: %s %j", (code, fields) => {
    expect(buildBoleto({ ...samples[code], ...fields }).ok).toBe(true);
  });
});

function fieldOf(input: unknown): string | undefined {
  const result = buildBoleto(input);
  return result.ok ? undefined : result.error.field;
}
