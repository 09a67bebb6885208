import { describe, expect, it } from "vitest";
import { type LayoutBankCode, layoutBankCodes } from "../../../src/core/billing/bank-code.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import type { RemittanceTitle } from "../../../src/core/cnab240/title-values.ts";
import type { BoletoRecord } from "../../../src/core/records/boleto-records.ts";
import { checkRemittance } from "../../standins/banks/cnab/check-remittance.ts";
import { placeOf, type WantedTitle } from "../../standins/banks/cnab/manual.ts";
import { manuals } from "../../standins/banks/cnab/manuals/manuals.ts";
import { boletoAt, renderAt, walletAt } from "../../support/file-titles.ts";
import { wantedFile, wantedTitle } from "../../support/wanted-remittance.ts";

const entered = (boleto: BoletoRecord): RemittanceTitle => ({ movement: "01", boleto });

/** Renders titles and returns what the bank's manual finds wrong with them. */
function faultsOf(
  bank: LayoutBankCode,
  titles: readonly (readonly [RemittanceTitle, Partial<WantedTitle>])[],
  wallet = walletAt(bank),
): string[] {
  const remittance = renderAt(
    bank,
    titles.map(([title]) => title),
    wallet,
  );
  const wanted = titles.map(([, change]) => wantedTitle(bank, change));
  return checkRemittance(remittance, manuals[bank], wantedFile(bank, wanted));
}

const { payer } = wantedTitle("756");
const withoutSpecials = (bank: LayoutBankCode) => bank === "104" || bank === "341";
const manyLetters = "MARIA APARECIDA DOS SANTOS DE OLIVEIRA FERREIRA DE ALMEIDA E CASTRO DA SILVA SAURO JUNIOR";
const manyStreets = `AVENIDA ${"GOVERNADOR AMARAL PEIXOTO ".repeat(7)}`.trim();

/** Titles that banks have refused or misread: what is asked for, and what should arrive. */
const titles: Record<string, (bank: LayoutBankCode) => readonly [RemittanceTitle, Partial<WantedTitle>]> = {
  "as it mostly is": (bank) => [entered(boletoAt(bank)), {}],
  "accents, quotes and an ampersand": (bank) => [
    entered(boletoAt(bank, { name: 'José d\'Ávila "Zé" Ção & Ñuñes’ “x” nº' })),
    { payer: { ...payer, name: `JOSE D AVILA ZE CAO ${withoutSpecials(bank) ? "E" : "&"} NUNES X N` } },
  ],
  "an emoji and a sign": (bank) => [
    entered(
      boletoAt(bank, { name: "Padaria 🥖 Pão™ Quente", address: "Rua ☀️ Sol, 1, Centro, Niterói - RJ, 24020-005" }),
    ),
    { payer: { ...payer, name: "PADARIA PAO QUENTE", street: "RUA SOL, 1" } },
  ],
  "a name of 90 letters and an endless street": (bank) => [
    entered(boletoAt(bank, { name: manyLetters, address: `${manyStreets}, 1, Centro, Niterói - RJ, 24020-005` })),
    {
      payer: {
        ...payer,
        name: manyLetters.slice(0, 40).trimEnd(),
        street: `${manyStreets}, 1`.slice(0, 40).trimEnd(),
      },
    },
  ],
  "a long district and city": (bank) => [
    entered(boletoAt(bank, { address: "Rua Um, 2, Jardim Santo Antônio, São José dos Campos - SP, 12201-000" })),
    {
      payer: {
        ...payer,
        street: "RUA UM, 2",
        district: "JARDIM SANTO AN",
        city: "SAO JOSE DOS CA",
        state: "SP",
        cep: "12201000",
      },
    },
  ],
  "R$ 100.000,50 without juros and multa": (bank) => [
    entered(boletoAt(bank, { amountCents: 10_000_050, jurosPerDayCents: 0, multaBasisPoints: 0 })),
    { cents: 10_000_050, perDay: 0, multa: 0 },
  ],
  "as much as a bar code holds": (bank) => {
    const cents = bank === "104" ? 999_999_999 : 9_999_999_999;
    return [entered(boletoAt(bank, { amountCents: cents })), { cents }];
  },
  "a discount and an abatement": (bank) => {
    const boleto = boletoAt(bank);
    const discount = { discountCents: 1000, discountUntil: isoDate("2026-12-08") };
    return [
      entered({ ...boleto, slip: { ...boleto.slip, abatementCents: 500, discount } }),
      { discount: { cents: 1000, until: "08122026" }, abatement: 500 },
    ];
  },
  "1 cent": (bank) => [
    entered(boletoAt(bank, { amountCents: 1, jurosPerDayCents: 0, multaBasisPoints: 0 })),
    { cents: 1, perDay: 0, multa: 0 },
  ],
  "1 % a month, where the bank takes a rate": (bank) => {
    const isTaken = bank !== "341" && bank !== "077";
    const juros = isTaken ? { jurosBasisPointsMonth: 100, jurosPerDayCents: 0 } : { jurosPerDayCents: 3 };
    return [entered(boletoAt(bank, juros)), isTaken ? { perDay: 0, perMonth: 100 } : {}];
  },
  "taken back": (bank) => [{ movement: "02", boleto: boletoAt(bank) }, { movement: "02" }],
  "moved to another due date": (bank) => [
    { movement: "06", boleto: boletoAt(bank), dueDate: isoDate("2026-12-21") },
    { movement: "06", due: "21122026", dayAfterDue: "22122026" },
  ],
};

describe("the manuals", () => {
  it.each(layoutBankCodes)("%s: every record has every place from 1 to 240 once", (bank) => {
    for (const [name, rows] of Object.entries(manuals[bank].records)) {
      const taken = rows.flatMap((row) => {
        const [from, to] = placeOf(row);
        return Array.from({ length: to - from + 1 }, (_, index) => from + index);
      });
      const all = Array.from({ length: 240 }, (_, index) => index + 1);
      expect([name, taken.sort((one, other) => one - other)]).toEqual([name, all]);
    }
  });
});

describe("the check against a manual", () => {
  it.each(layoutBankCodes)("%s: sees one wrong character at any place of any record", (bank) => {
    const remittance = renderAt(bank, [entered(boletoAt(bank))]);
    const wanted = wantedFile(bank, [wantedTitle(bank)]);
    const unseen = [...remittance.matchAll(/[^\r\n]/g)].filter(({ index }) => {
      const altered = `${remittance.slice(0, index)}x${remittance.slice(index + 1)}`;
      return checkRemittance(altered, manuals[bank], wanted).length !== 1;
    });
    expect(unseen.map(({ index }) => index)).toEqual([]);
  });

  it("sees a line or a character too many, and one too few", () => {
    const wanted = wantedFile("756", [wantedTitle("756")]);
    const remittance = renderAt("756", [entered(boletoAt("756"))]);
    const [, , , , r = ""] = remittance.split("\r\n");
    for (const altered of [
      `${remittance}${r}\r\n`,
      remittance.replace(`${r}\r\n`, ""),
      remittance.replace(r, `${r} `),
      remittance.replace(r, r.slice(1)),
      remittance.replaceAll("\r", ""),
    ])
      expect(checkRemittance(altered, manuals["756"], wanted)).toHaveLength(1);
  });
});

describe.each(layoutBankCodes)("a remessa for %s is as the bank's manual wants it", (bank) => {
  it.each(Object.entries(titles))("%s", (_, title) => {
    expect(faultsOf(bank, [title(bank)])).toEqual([]);
  });

  it("all of these in one file, and none at all", () => {
    expect(
      faultsOf(
        bank,
        Object.values(titles).map((title) => title(bank)),
      ),
    ).toEqual([]);
    expect(faultsOf(bank, [])).toEqual([]);
  });

  it("not to be paid late: closed on the due date, and charges that nobody can owe are left out", () => {
    const isClosedLater = bank === "748";
    expect(
      faultsOf(bank, [[entered(boletoAt(bank)), isClosedLater ? {} : { daysUntilClosed: 0, perDay: 0, multa: 0 }]], {
        ...walletAt(bank),
        daysAfterDue: 0,
      }),
    ).toEqual([]);
  });

  it("not to be paid late and due on a Saturday: still open on Monday", () => {
    const isClosedLater = bank === "748";
    const boleto = boletoAt(bank, { dueDate: isoDate("2026-12-12") });
    const due = { due: "12122026", dayAfterDue: "13122026" };
    expect(
      faultsOf(
        bank,
        [[entered(boleto), { ...due, ...(isClosedLater ? {} : { daysUntilClosed: 2, perDay: 0, multa: 0 }) }]],
        { ...walletAt(bank), daysAfterDue: 0 },
      ),
    ).toEqual([]);
  });

  it("R$ 123.456.789,01 does not become a boleto: no bar code holds it", () => {
    expect(() => boletoAt(bank, { amountCents: 12_345_678_901 })).toThrow("Valor: em centavos");
  });
});
