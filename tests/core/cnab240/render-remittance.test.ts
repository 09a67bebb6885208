import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { banks } from "../../../src/core/banks.ts";
import { type LayoutBankCode, layoutBankCodes } from "../../../src/core/billing/bank-code.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { formatAddress } from "../../../src/core/billing/people/postal-address.ts";
import { parseCnabSettings } from "../../../src/core/cnab240/parse-cnab-settings.ts";
import { checkTitle } from "../../../src/core/cnab240/render-remittance.ts";
import { boletoIdIn, titleReference } from "../../../src/core/cnab240/title-reference.ts";
import { readRemittance } from "../../standins/banks/cnab/read-remittance.ts";
import { fileAccounts } from "../../support/file-accounts.ts";
import { boletoAt, boletoId, renderAt, walletAt } from "../../support/file-titles.ts";

const remittance = (...asked: Parameters<typeof renderAt>) => readRemittance(Buffer.from(renderAt(...asked), "latin1"));

describe("the layouts", () => {
  it.each(layoutBankCodes)("%s: every record has every place from 1 to 240 once", (bank) => {
    for (const [name, record] of Object.entries(banks[bank].cnab240?.records ?? {})) {
      const taken = record.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
      const all = Array.from({ length: 240 }, (_, index) => index + 1);
      expect([name, taken.sort((one, other) => one - other)]).toEqual([name, all]);
    }
  });
});

describe("a remessa", () => {
  it.each(layoutBankCodes)("%s: holds the title as the bank reads it", (bank) => {
    const file = remittance(bank, [{ movement: "01", boleto: boletoAt(bank) }]);
    expect(file).toMatchObject({ bank, nsa: 7 });
    expect(file.header.slice(143, 151)).toBe("24112026");
    expect(file.titles).toEqual([
      {
        P: expect.objectContaining({
          movement: "01",
          due: "10122026",
          value: "000000000010990",
          especie: { "341": "08", "748": "03" }[bank as string] ?? "04",
          aceite: "N",
          issued: "24112026",
          jurosCode: bank === "341" ? "0" : "1",
          jurosDate: bank === "033" || bank === "756" ? "10122026" : "11122026",
          juros: "000000000000003",
          discountCode: "0",
          discountDate: "00000000",
          use: bank === "104" ? "F-2026-12" : titleReference(boletoId),
          seuNumero: "F-2026-12",
        }),
        Q: {
          movement: "01",
          kind: "1",
          document: "000052998224725",
          name: "JOAO DA CONCEICAO",
          street: "RUA SAO JOAO, 120",
          district: "CENTRO",
          cep: "24020005",
          city: "NITEROI",
          state: "RJ",
        },
        R: {
          movement: "01",
          multaCode: "2",
          multaDate: ["033", "748", "756"].includes(bank) ? "10122026" : "11122026",
          multa: "000000000000200",
        },
      },
    ]);
  });

  it.each<[LayoutBankCode, string, string, string]>([
    // agência, digit, conta, digit, digit of both; nosso número; write-off
    ["001", "0123430000000567892", "12345670000000281", "0000"],
    ["033", "43210013000123401300", "01234  0000000002810", "1059"],
    ["077", "0000190000001234567", "00000002812", "1059"],
    ["104", "00501312345600000000", "00014000000000000281", "1059"],
    ["237", "012345000000056789P", "00900000000000002812", "1059"],
    ["341", "01234 000000056789 7", "109000002818", "0000"],
    ["748", "00165 0000000123456", "262002817", "1060"],
    ["756", "0304120000001234567", "000000281001014", "0"],
  ])("%s: account, nosso número and write-off lie where that bank has them", (bank, account, number, writeOff) => {
    const { titles } = remittance(bank, [{ movement: "01", boleto: boletoAt(bank) }]);
    const { P } = titles[0] ?? {};
    expect([P?.account, P?.nossoNumero, P?.writeOff]).toEqual([account, number, writeOff]);
  });

  it("BB and Caixa: convênio and environment stand in header and lote", () => {
    const bb = remittance("001", [{ movement: "01", boleto: boletoAt("001") }]);
    expect(bb.header.slice(32, 52)).toBe("001234567001417019  ");
    const wallet = walletAt("001", { ambiente: "teste" });
    expect(remittance("001", [], wallet).lote.slice(33, 53)).toBe("001234567001417019TS");
    expect(remittance("104", []).header.slice(191, 211)).toBe("REMESSA-PRODUCAO    ");
    expect(remittance("104", [], walletAt("104", { ambiente: "teste" })).header.slice(191, 211)).toBe(
      "REMESSA-TESTE       ",
    );
    expect(remittance("033", []).header.slice(32, 47)).toBe("432100001234567");
    expect(remittance("237", []).header.slice(32, 52)).toBe("00000000000004545454");
  });

  it("takes back (02) and moves a due date (06) with P and Q, without a multa", () => {
    const titles = remittance("756", [
      { movement: "02", boleto: boletoAt("756") },
      { movement: "06", boleto: boletoAt("756"), dueDate: isoDate("2026-12-20") },
    ]).titles;
    expect(titles.map(({ P, Q, R }) => [P?.movement, Q?.movement, P?.due, R])).toEqual([
      ["02", "02", "10122026", undefined],
      ["06", "06", "20122026", undefined],
    ]);
  });

  it("has discount and abatement, and no R where nothing is charged or the operator leaves it out", () => {
    const boleto = boletoAt("237", { multaBasisPoints: 0, jurosPerDayCents: 0 });
    const slip = {
      ...boleto.slip,
      abatementCents: 500,
      discount: { discountCents: 1000, discountUntil: isoDate("2026-12-08") },
    };
    const [title] = remittance("237", [{ movement: "01", boleto: { ...boleto, slip } }]).titles;
    expect(title?.P).toMatchObject({
      discountCode: "1",
      discountDate: "08122026",
      discount: "000000000001000",
      abatement: "000000000000500",
      jurosCode: "3",
      jurosDate: "00000000",
    });
    expect(title?.R).toBeUndefined();
    const [left] = remittance(
      "237",
      [{ movement: "01", boleto: boletoAt("237") }],
      walletAt("237", { segmentoR: "nao" }),
    ).titles;
    expect(left?.R).toBeUndefined();
  });

  it("an invoice's number that does not fit makes way for the nosso número", () => {
    const boleto = boletoAt("341");
    const slip = { ...boleto.slip, numeroDocumento: "FATURA-2026-000012" };
    const [title] = remittance("341", [{ movement: "01", boleto: { ...boleto, slip } }]).titles;
    expect(title?.P?.seuNumero).toBe("00000281");
  });

  it("an address that is known in its parts goes as they are, not as its one line reads", () => {
    const boleto = boletoAt("756");
    const postal = {
      street: "Rua A, 10, Vila B",
      district: "Centro",
      city: "Niterói",
      state: "RJ",
      postalCode: "24020005",
    };
    const slip = { ...boleto.slip, payer: { ...boleto.slip.payer, address: formatAddress(postal), postal } };
    const [title] = remittance("756", [{ movement: "01", boleto: { ...boleto, slip } }]).titles;
    expect(title?.Q).toMatchObject({
      street: "RUA A, 10, VILA B",
      district: "CENTRO",
      city: "NITEROI",
      cep: "24020005",
    });
  });

  it("an address without CEP takes that of the wallet's settings, and the town that belongs to it", () => {
    const boleto = boletoAt("756", { address: "Sítio Boa Vista, km 3" });
    const wallet = walletAt("756", { cep: "28909000", cidade: "São Pedro", uf: "RJ" });
    const [title] = remittance("756", [{ movement: "01", boleto }], wallet).titles;
    expect(title?.Q).toMatchObject({
      street: "SITIO BOA VISTA, KM 3",
      cep: "28909000",
      city: "SAO PEDRO",
      state: "RJ",
    });
  });

  it.each<[string, Parameters<typeof boletoAt>[1], Record<string, string>, string]>([
    ["no CEP", { address: "Rua Um, 1, Centro, Niterói - RJ" }, {}, "cep"],
    ["no town", { address: "Rua Um, 1, 24020-005" }, {}, "cidade"],
    [
      "a CEP of its own, and the town of another",
      { address: "Rua Um, 24020-005" },
      { cidade: "Búzios", uf: "RJ" },
      "cidade",
    ],
    ["a name without letters", { name: "☺" }, {}, "pagador"],
    ["an amount of 16 digits", { amountCents: 9_999_999_999, jurosPerDayCents: 1e15 }, {}, "juros"],
  ])("refuses, naming the field: %s", (_, change, cnab, field) => {
    const made = checkTitle(
      { movement: "01", boleto: boletoAt("756", change) },
      walletAt("756", { cidade: "", ...cnab }),
    );
    expect(made).toEqual({ ok: false, error: { field, message: expect.any(String) } });
  });

  it("refuses more days than Santander's field holds", () => {
    const wallet = { ...walletAt("033"), daysAfterDue: 100 };
    expect(checkTitle({ movement: "01", boleto: boletoAt("033") }, wallet)).toMatchObject({
      ok: false,
      error: { field: "diasBaixa", message: "Dias depois do vencimento: cabem 2 números, mas tem 3." },
    });
  });

  it("of any titles keeps sequence, counts and widths, whatever names and addresses hold", () => {
    const words = fc.string({ unit: "grapheme", maxLength: 80 });
    const title = fc.record({ name: words, street: words, cents: fc.integer({ min: 1, max: 9_999_999_999 }) });
    fc.assert(
      fc.property(fc.constantFrom(...layoutBankCodes), fc.array(title, { maxLength: 4 }), (bank, given) => {
        const titles = given.map(({ name, street, cents }) => ({
          movement: "01" as const,
          boleto: boletoAt(bank, {
            name: `A${name}`,
            address: `Rua ${street.replace(/[\d,]/g, "")}, 1, Niterói - RJ, 24020-005`,
            amountCents: Math.min(cents, bank === "104" ? 999_999_999 : cents),
          }),
        }));
        expect(remittance(bank, titles).titles).toHaveLength(titles.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe("our reference in a title", () => {
  it("comes back as the id it was made of", () => {
    fc.assert(fc.property(fc.uuid(), (uuid) => boletoIdIn(titleReference(uuid)) === uuid));
  });
  it.each(["", "0".repeat(24), "Z".repeat(25), "F-2026-12".padEnd(25)])("is not what others write: %s", (field) => {
    expect(boletoIdIn(field)).toBeUndefined();
  });
});

describe("the settings of a bank wallet by file", () => {
  const errorsOf = (bank: LayoutBankCode, account: Record<string, string>, cnab: Record<string, string>) => {
    const parsed = parseCnabSettings(bank, account, cnab);
    return parsed.ok ? [] : parsed.errors.map(({ field }) => field);
  };
  it.each(layoutBankCodes)("%s: those of the example are all it needs", (bank) => {
    expect(errorsOf(bank, walletAt(bank).account, fileAccounts[bank].cnab)).toEqual([]);
  });
  it("names all that is missing, wrong or unknown at once", () => {
    expect(errorsOf("033", {}, { conta: "x", outro: "1" })).toEqual([
      "account.agencia",
      "cnab.outro",
      "cnab.conta",
      "cnab.contaDv",
    ]);
    expect(errorsOf("077", { conta: "12345", carteira: "112" }, {})).toEqual(["account.carteira"]);
    expect(errorsOf("237", { agenciaDv: "1", contaDv: "2" }, {})).toEqual(["cnab.convenio"]);
    expect(errorsOf("001", {}, { variacao: "19", uf: "rj" })).toEqual(["cnab.variacao", "cnab.uf"]);
  });
});
