import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeFile } from "../../../src/core/cnab240/split-lines.ts";
import { readBankReturn } from "../../../src/core/cnab400/read-bank-return.ts";
import type { BankTitle } from "../../standins/banks/cnab/write-return.ts";
import { writeReturn400 } from "../../standins/banks/cnab/write-return-400.ts";

const banks = ["001", "033", "237", "341"] as const;
const account = { agencia: "1234", conta: "56789", code: "1234567" };
const number = { "001": "0000000281", "033": "000000000281", "237": "00000000281", "341": "50000281" };
const read = (bytes: Uint8Array) => readBankReturn(decodeFile(bytes));
const paid = (bank: (typeof banks)[number], more: Partial<BankTitle> = {}): BankTitle => ({
  ...{ movement: "06", nossoNumero: number[bank], dv: "7", seuNumero: "F-101", due: "2026-12-10", cents: 10_990 },
  ...{ paid: 11_261, juros: 271, discount: 5, abatement: 3, otherCredit: 2, fee: 189 },
  ...{ occurred: "2026-12-24", credited: "2026-12-28", reference: "0123456789ABCDEFGHIJKLMNO", ...more },
});

describe.each(banks)("a CNAB 400 return of %s", (bank) => {
  it("gives every value from where the bank writes it", () => {
    const { problems, titles, bankCode } = read(writeReturn400(bank, [paid(bank)], { account }));
    expect([problems, bankCode]).toEqual([[], bank]);
    expect(titles).toMatchObject([
      {
        ...{ line: 2, code: "06", seuNumero: "F-101", dueDate: "2026-12-10", amountCents: 10_990, paidCents: 11_261 },
        ...{ jurosCents: 271, discountCents: 5, abatementCents: 3, otherCreditCents: 2, feeCents: 189 },
        ...{ occurredOn: "2026-12-24", creditedOn: "2026-12-28", reference: "0123456789ABCDEFGHIJKLMNO" },
        ...{ movement: { effect: "paid" }, problems: [] },
      },
    ]);
    expect(titles[0]?.numbers.map((one) => one.number)).toContain(number[bank]);
  });

  it.each([
    ["02", "registered"],
    ["06", "paid"],
    ["08", bank === "237" ? "told" : "paid"],
    ["09", "cancelled"],
    ["11", "none"],
    ["14", "due-date"],
    ["99", "told"],
  ])("movement %s: %s", (movement, effect) => {
    const { titles } = read(writeReturn400(bank, [paid(bank, { movement })], { account }));
    expect(titles[0]?.movement.effect).toBe(effect);
  });

  it("is read with other records between, LF, and the spaces at the end cut off", () => {
    const titles = [paid(bank), paid(bank, { paid: 500 })];
    const file = writeReturn400(bank, titles, { account, after: "4PIX", newLine: "\n", trimmed: true });
    expect(read(file)).toMatchObject({
      problems: [],
      titles: [
        { paidCents: 11_261, extras: [{ number: 3 }] },
        { paidCents: 500, extras: [{ number: 5 }] },
      ],
    });
  });

  it("with a line missing or cut it is told and not read as whole", () => {
    const lines = decodeFile(writeReturn400(bank, [paid(bank), paid(bank)], { account })).split("\r\n");
    for (const gone of [1, 2, 3]) {
      const { problems } = readBankReturn(lines.filter((_, index) => index !== gone).join("\r\n"));
      expect(problems.length).toBeGreaterThan(0);
    }
    const short = lines.map((line, index) => (index === 1 ? line.slice(0, 260) : line));
    const { titles } = readBankReturn(short.join("\r\n"));
    expect(titles[0]?.problems).toContainEqual({ line: 2, message: "esperados 400 caracteres, mas tem 260" });
  });

  it("never throws, whatever its bytes", () => {
    const file = writeReturn400(bank, [paid(bank)], { account, after: "2" });
    const change = fc.record({ at: fc.nat(), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        const bytes = Buffer.from(file);
        for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
        for (const { line, message } of read(bytes).problems) expect(line > 0 && message !== "").toBe(true);
      }),
    );
  });
});

describe("the banks' own ways", () => {
  const one = (bank: (typeof banks)[number], more: Partial<BankTitle>) =>
    read(writeReturn400(bank, [paid(bank, more)], { account })).titles[0];

  it("Itaú tells what it credited; the payer paid the fee as well", () => {
    // As in public files: R$ 48,75 and R$ 1,02 of juros less R$ 2,10 are R$ 47,67.
    const title = one("341", { cents: 4875, juros: 102, fee: 210, paid: 4977, discount: 0 });
    expect(title).toMatchObject({ paidCents: 4977, feeCents: 210 });
    expect(one("341", { movement: "09", paid: 0, fee: 210 })?.paidCents).toBe(0);
  });

  it("says the reasons in each bank's words", () => {
    expect(one("341", { reasons: ["BL"] })?.reasons).toEqual(["BL pela internet do Itaú"]);
    expect(one("341", { movement: "03", reasons: ["14"] })?.reasons[0]).toMatch(/^14 nosso número já registrado/);
    expect(one("237", { movement: "03", reasons: ["48"] })?.reasons).toEqual(["48 CEP inválido"]);
    expect(one("237", { movement: "10", reasons: ["16"] })?.reasons).toEqual(["16 por decurso de prazo"]);
    expect(one("033", { movement: "03", reasons: ["092"] })?.reasons).toEqual(["092 nosso número já cadastrado"]);
    expect(one("001", { movement: "03", reasons: ["33"] })?.reasons).toEqual(["33 nosso número já existe"]);
  });

  it("a cheque is no money until it has cleared", () => {
    expect(one("001", { movement: "46" })?.movement.effect).toBe("told");
    expect(one("001", { movement: "44" })?.movement.effect).toBe("undone");
    expect(one("237", { movement: "16" })?.movement.effect).toBe("told");
    expect(one("237", { movement: "22" })?.movement.effect).toBe("undone");
  });

  it("a refused command at Banco do Brasil is a refused entry only for a boleto that waits for one", () => {
    expect(one("001", { movement: "03" })?.movement.effect).toBe("command-refused");
  });
});

it.each([
  [
    "a bank whose layout has no source here",
    `02RETORNO01COBRANCA${" ".repeat(57)}748SICREDI`.padEnd(400),
    "do banco 748",
  ],
  ["another service", `02RETORNO04PAGAMENTOS${" ".repeat(55)}341BANCO ITAU`.padEnd(400), "outro serviço"],
  ["a remessa", "01REMESSA01COBRANCA".padEnd(400), "é uma remessa"],
])("%s is refused by name", (_, text, words) => {
  expect(readBankReturn(text).problems).toEqual([{ line: 1, message: expect.stringContaining(words) }]);
});
