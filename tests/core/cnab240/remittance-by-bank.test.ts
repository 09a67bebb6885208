import { describe, expect, it } from "vitest";
import { banks } from "../../../src/core/banks.ts";
import { type LayoutBankCode, layoutBankCodes } from "../../../src/core/billing/bank-code.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { parseCnabSettings } from "../../../src/core/cnab240/parse-cnab-settings.ts";
import { checkTitle } from "../../../src/core/cnab240/render-remittance.ts";
import type { BankWalletRecord, BoletoRecord } from "../../../src/core/records/boleto-records.ts";
import { fileAccounts } from "../../support/file-accounts.ts";
import { boletoAt, renderAt, walletAt } from "../../support/file-titles.ts";

/** The records of the remessa of one boleto, each with a way to look at its positions, counted from 1. */
function remessa(
  bank: LayoutBankCode,
  boleto: BoletoRecord = boletoAt(bank),
  wallet: BankWalletRecord = walletAt(bank),
) {
  const lines = renderAt(bank, [{ movement: "01", boleto }], wallet).split("\r\n");
  const record = (line: string | undefined) => (from: number, to: number) => line?.slice(from - 1, to);
  return {
    header: record(lines[0]),
    p: record(lines[2]),
    q: record(lines[3]),
    r: lines[4]?.[13] === "R" ? record(lines[4]) : undefined,
  };
}

describe("Caixa", () => {
  it("finds the modalidade at 41, then the 15 digits of the nosso número, and no check digit", () => {
    const { p } = remessa("104");
    expect([p(38, 40), p(41, 42), p(43, 57), p(58, 58)]).toEqual(["000", "14", "000000000000281", "1"]);
    expect(p(106, 106)).toBe("0");
  });

  it("finds the seu número again in the field for the company's use", () => {
    const boleto = boletoAt("104");
    const { p } = remessa("104", { ...boleto, slip: { ...boleto.slip, numeroDocumento: "FATURA-2026-000012" } });
    expect(p(63, 77)).toBe("00000000281    ");
    expect(p(196, 220)).toBe("00000000281              ");
  });
});

describe("Santander", () => {
  it.each([{}, { jurosDecimais: "5" }, { jurosDecimais: "2" }])("charges R$ 0,03 a day as R$ 0,03: %o", (saved) => {
    const { p } = remessa("033", boletoAt("033"), walletAt("033", saved));
    expect([p(118, 118), p(127, 141)]).toEqual(["1", "000000000000003"]);
  });

  it("reads a rate with five decimals: 1 % a month", () => {
    const { p } = remessa("033", boletoAt("033", { jurosPerDayCents: 0, jurosBasisPointsMonth: 100 }));
    expect([p(118, 118), p(119, 126), p(127, 141)]).toEqual(["2", "10122026", "000000000100000"]);
  });

  it("hears of no juros as code 3, without a date", () => {
    const { p } = remessa("033", boletoAt("033", { jurosPerDayCents: 0 }));
    expect([p(118, 118), p(119, 126), p(127, 141)]).toEqual(["3", "00000000", "000000000000000"]);
  });

  it("dates juros and multa on the due date: it charges from the day after", () => {
    const { p, r } = remessa("033");
    expect([p(119, 126), r?.(67, 74)]).toEqual(["10122026", "10122026"]);
  });
});

describe("Banco do Brasil", () => {
  it.each([
    ["11", {}, "1"],
    ["12", {}, "1"],
    ["17", {}, "7"],
    ["31", {}, "2"],
    ["51", {}, "4"],
    ["17", { codigoCarteira: "4" }, "4"],
  ])("carteira %s with %o has the code %s", (carteira, cnab, code) => {
    const wallet = walletAt("001", cnab);
    const { p } = remessa("001", boletoAt("001"), { ...wallet, account: { ...wallet.account, carteira } });
    expect(p(58, 58)).toBe(code);
  });

  it("gets the 37 letters of a name and the 12 of a district that it reads", () => {
    const { q } = remessa(
      "001",
      boletoAt("001", { name: "A".repeat(60), address: `Rua Um, 2, ${"B".repeat(20)}, Niterói - RJ, 24020-005` }),
    );
    expect([q(34, 73), q(114, 128)]).toEqual([`${"A".repeat(37)}   `, `${"B".repeat(12)}   `]);
  });
});

describe("Bradesco", () => {
  it("finds a density of 1600 in the header", () => {
    expect(remessa("237").header(167, 171)).toBe("01600");
  });
});

describe("Itaú", () => {
  it("has zeros at 106, 118 and 142, also with juros and a discount", () => {
    const boleto = boletoAt("341");
    const discount = { discountCents: 1000, discountUntil: isoDate("2026-12-08") };
    const { p } = remessa("341", { ...boleto, slip: { ...boleto.slip, discount } });
    expect([p(106, 106), p(118, 118), p(127, 141)]).toEqual(["0", "0", "000000000000003"]);
    expect([p(142, 142), p(143, 150), p(151, 165)]).toEqual(["0", "08122026", "000000000001000"]);
  });
});

describe("Sicredi", () => {
  it("gets duplicata mercantil por indicação if nothing else was set, and only kinds of its list are saved", () => {
    expect(remessa("748").p(107, 108)).toBe("03");
    const saved = (especie: string) =>
      parseCnabSettings("748", walletAt("748").account, { ...fileAccounts["748"].cnab, especie });
    expect(saved("05")).toMatchObject({ ok: true, settings: { especie: "05" } });
    expect(saved("04")).toEqual({
      ok: false,
      errors: [
        {
          field: "cnab.especie",
          message: "Espécie do título: esperado 03, 05, 06, 07, 12, 13, 16, 17, 19, 32 ou 99",
        },
      ],
    });
  });

  it("reads ten characters of the seu número: a longer number makes way for the nosso número", () => {
    const boleto = boletoAt("748");
    const seuNumero = (numeroDocumento: string) =>
      remessa("748", { ...boleto, slip: { ...boleto.slip, numeroDocumento } }).p(63, 77);
    expect(seuNumero("2026-12-01")).toBe("2026-12-01     ");
    expect(seuNumero("2026-12-001")).toBe("26200281       ");
  });

  it("closes after 60 days whatever the wallet says", () => {
    for (const daysAfterDue of [0, 30, 365])
      expect(remessa("748", boletoAt("748"), { ...walletAt("748"), daysAfterDue }).p(224, 227)).toBe("1060");
  });
});

describe("every bank", () => {
  const title = (bank: LayoutBankCode) => ({ movement: "01", boleto: boletoAt(bank) }) as const;

  it.each(layoutBankCodes)("%s: gets no quotes, whatever names, addresses and numbers hold", (bank) => {
    const boleto = boletoAt(bank, {
      name: 'D\'Ávila "e" `Cia´',
      address: "Rua ‘Um’, 1, Pau D'Arco, Niterói - RJ, 24020-005",
    });
    const wallet = { ...walletAt(bank), beneficiaryName: "Vale d'Água “Fibra”" };
    const lines = renderAt(
      bank,
      [title(bank), { movement: "01", boleto: { ...boleto, slip: { ...boleto.slip, numeroDocumento: "F'12" } } }],
      wallet,
    );
    expect(lines).not.toMatch(/['"`]/);
    expect(lines).toContain("D AVILA E CIA");
    expect(lines).toContain("VALE D AGUA FIBRA");
  });

  it.each(layoutBankCodes)("%s: takes a monthly rate only where its manual has code 2", (bank) => {
    const takesRate = { "341": false, "077": false }[bank as string] ?? true;
    expect(Boolean(banks[bank].cnab240?.monthlyJuros)).toBe(takesRate);
    const { p } = remessa(bank, boletoAt(bank, { jurosPerDayCents: 3, jurosBasisPointsMonth: 100 }));
    expect(p(118, 118)).toBe(takesRate ? "2" : bank === "341" ? "0" : "1");
    if (!takesRate) expect(p(127, 141)).toBe("000000000000003");
  });

  it.each(layoutBankCodes)("%s: the kind of title that goes without a setting is in its manual", (bank) => {
    expect(especies[bank]).toContain(remessa(bank).p(107, 108));
  });

  it("a file without anybody to charge late has no date after the last day of payment", () => {
    for (const bank of layoutBankCodes.filter((code) => code !== "748")) {
      const { p, r } = remessa(bank, boletoAt(bank), { ...walletAt(bank), daysAfterDue: 0 });
      expect([bank, p(119, 126), p(127, 141), r]).toEqual([bank, "00000000", "000000000000000", undefined]);
    }
  });

  it("a wallet that was saved before still fits", () => {
    const saved = walletAt("033", { jurosDecimais: "5", especie: "02", segmentoR: "sim" });
    expect(checkTitle(title("033"), saved)).toMatchObject({ ok: true });
    expect(parseCnabSettings("033", saved.account, saved.cnab)).toMatchObject({
      ok: true,
      settings: expect.not.objectContaining({ jurosDecimais: "5" }),
    });
    expect(
      parseCnabSettings("756", walletAt("756").account, { ...walletAt("756").cnab, jurosDecimais: "5" }),
    ).toMatchObject({ ok: false });
  });
});

/** Kinds of title by bank that suit a service: field C015, note 20 (Santander), note 11 (Itaú). */
const especies: Readonly<Record<LayoutBankCode, readonly string[]>> = {
  "001": ["02", "04", "17"],
  "033": ["02", "04", "17"],
  "077": ["02", "04", "17"],
  "104": ["02", "03", "04", "05", "17"],
  "237": ["02", "03", "04", "05", "17"],
  "341": ["01", "05", "08", "17"],
  "748": ["03", "05", "17"],
  "756": ["02", "03", "04", "05", "17"],
};
