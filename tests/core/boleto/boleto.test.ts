import { describe, expect, it } from "vitest";
import { buildBoleto } from "../../../src/core/boleto/boleto.ts";
import { samples } from "./samples.ts";

describe("the digit of the nosso número, where banks differ from the plain rule", () => {
  it.each([
    ["237", { carteira: "09", nossoNumero: "00000000002" }, "P"],
    ["237", { carteira: "09", nossoNumero: "00000000007" }, "0"],
    ["237", { carteira: "09", nossoNumero: "00000000010" }, "0"],
    ["001", { beneficiario: "123456", nossoNumero: "00005" }, "X"],
    ["001", { beneficiario: "1234", nossoNumero: "0000002" }, "X"],
    ["033", { nossoNumero: "566612457800" }, "2"],
    ["033", { nossoNumero: "566612457801" }, "0"],
    ["104", { nossoNumero: "14000000000000003" }, "0"],
    ["748", { agencia: "0165", posto: "02", beneficiario: "00623", nossoNumero: "26200004" }, "0"],
    ["756", { agencia: "4277", beneficiario: "0172278", nossoNumero: "0000004" }, "0"],
    // Itaú's exceptions: of carteira and nosso número alone, whatever the account.
    ["341", { carteira: "168", nossoNumero: "00258281" }, "0"],
    ["077", { nossoNumero: "0000000458", carteira: "110" }, "6"],
    ["077", { nossoNumero: "00000004581" }, "1"],
  ] as const)("%s %j: %s", (code, fields, dv) => {
    expect(built({ ...samples[code], ...fields }).nossoNumeroDv).toBe(dv);
  });

  it("does not exist for the 17 digits of Banco do Brasil", () => {
    expect(built(samples["001"])).not.toHaveProperty("nossoNumeroDv");
    const service21 = built({
      ...samples["001"],
      beneficiario: "123456",
      carteira: "18",
      nossoNumero: "12345678901234567",
    });
    expect(service21).not.toHaveProperty("nossoNumeroDv");
    expect(service21.campoLivre).toBe("1234561234567890123456721");
  });

  it("gives Itaú's exceptions the same digit at any account", () => {
    for (const carteira of ["126", "131", "146", "150", "168"]) {
      const at = (conta: string) => built({ ...samples["341"], carteira, conta }).nossoNumeroDv;
      expect(at("53678")).toBe(at("53679"));
    }
  });
});

describe("what the layouts leave to the account", () => {
  it("prints seven digits of Caixa's newer codes without a digit of their own", () => {
    const boleto = built({ ...samples["104"], beneficiario: "1100000" });
    expect(boleto.campoLivre.slice(0, 7)).toBe("1100000");
    expect(boleto.agenciaCodigoPrinted).toBe("1100000");
  });

  it("takes Caixa's nosso número apart", () => {
    const { campoLivre } = built({ ...samples["104"], nossoNumero: "14123456789012345" });
    expect(campoLivre.slice(0, -1)).toBe("245274012314564789012345");
  });

  it("says to Sicredi whether there is an amount", () => {
    expect(built(samples["748"]).campoLivre[22]).toBe("1");
    expect(built({ ...samples["748"], valorCentavos: 0 }).campoLivre[22]).toBe("0");
  });

  it("fills in the defaults of the bank", () => {
    const { modalidade, parcela, ...rest } = { ...samples["756"], modalidade: "01", parcela: "001" };
    expect(built(rest)).toEqual(built({ ...rest, modalidade, parcela }));
    expect(built({ ...rest, parcela: "002" }).campoLivre.slice(-3)).toBe("002");
  });

  it("puts the parcela into the campo livre and never into the amount", () => {
    expect(built({ ...samples["756"], parcela: "002", valorCentavos: 5000 }).codigoBarras.slice(9, 19)).toBe(
      "0000005000",
    );
  });

  it("fills up shorter numbers where the bank writes them so", () => {
    expect(built({ ...samples["237"], agencia: "39", conta: "469", nossoNumero: "6" })).toEqual(
      built({ ...samples["237"], agencia: "0039", conta: "0000469", nossoNumero: "00000000006" }),
    );
  });
});

describe("what is printed", () => {
  it.each([
    ["001", {}, "12345670000000042", "4042-8/00061900-0", "17"],
    ["001", { beneficiario: "123456", nossoNumero: "00005" }, "12345600005-X", "4042-8/00061900-0", "17"],
    ["033", {}, "000009000026-9", "1899775", "101"],
    ["033", { agencia: "1234" }, "000009000026-9", "1234/1899775", "101"],
    ["077", {}, "00019/112/0000000458-2", "0001-9/1234567", "112"],
    ["077", { conta: "123456789" }, "00019/112/0000000458-2", "0001-9/12345678-9", "112"],
    ["104", {}, "14000000000000001-4", "245274-0", "RG"],
    ["237", {}, "09/00000000002-P", "4042/0061900", "09"],
    ["237", { agenciaDv: "8", contaDv: "P" }, "09/00000000002-P", "4042-8/0061900-P", "09"],
    ["341", {}, "109/00010152-7", "1248/02124-6", "109"],
    ["748", {}, "26/200001-6", "0165.02.00623", "1"],
    ["756", {}, "0000002-4", "4327/022938-5", "1/01"],
  ] as const)("at %s %j", (code, fields, nossoNumeroPrinted, agenciaCodigoPrinted, carteiraPrinted) => {
    expect(built({ ...samples[code], ...fields })).toMatchObject({
      nossoNumeroPrinted,
      agenciaCodigoPrinted,
      carteiraPrinted,
    });
  });

  it("knows Banco do Brasil's number with its convênio", () => {
    expect(built(samples["001"]).nossoNumeroFull).toBe("12345670000000042");
    expect(built(samples["033"]).nossoNumeroFull).toBe("000009000026");
  });
});

function built(input: unknown) {
  const result = buildBoleto(input);
  if (!result.ok) throw new Error(`${result.error.field}: ${result.error.message}`);
  return result.boleto;
}
