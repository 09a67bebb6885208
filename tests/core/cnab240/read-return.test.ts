import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { banks } from "../../../src/core/banks.ts";
import { type LayoutBankCode, layoutBankCodes } from "../../../src/core/billing/bank-code.ts";
import { readReturn } from "../../../src/core/cnab240/read-return.ts";
import { decodeFile } from "../../../src/core/cnab240/split-lines.ts";
import { type BankTitle, writeReturn } from "../../standins/banks/cnab/write-return.ts";

const ours: Record<LayoutBankCode, string> = {
  "001": "0000000281",
  "033": "000000000281",
  "077": "0000000281",
  "104": "14000000000000281",
  "237": "00000000281",
  "341": "50000281",
  "748": "26200281",
  "756": "0000281",
};
const read = (bytes: Uint8Array) => readReturn(decodeFile(bytes));
const paid = (bank: LayoutBankCode): BankTitle => ({
  movement: "06",
  nossoNumero: ours[bank],
  dv: "7",
  seuNumero: "F-101",
  due: "2026-12-10",
  cents: 10_990,
  paid: 11_261,
  juros: 271,
  discount: 5,
  fee: 189,
  occurred: "2026-12-24",
  credited: "2026-12-28",
  reasons: ["04"],
  reference: "0123456789ABCDEFGHIJKLMNO",
});

describe("a return file of each bank", () => {
  it.each(layoutBankCodes)("%s: every value is read from where the bank writes it", (bank) => {
    const { problems, titles, bankCode, nsa } = read(writeReturn(bank, [paid(bank)], { nsa: 42 }));
    expect(problems).toEqual([]);
    expect({ bankCode, nsa }).toEqual({ bankCode: bank, nsa: 42 });
    expect(titles).toHaveLength(1);
    expect(titles[0]).toMatchObject({
      line: 3,
      code: "06",
      seuNumero: "F-101",
      dueDate: "2026-12-10",
      amountCents: 10_990,
      paidCents: 11_261,
      jurosCents: 271,
      discountCents: 5,
      feeCents: 189,
      occurredOn: "2026-12-24",
      creditedOn: "2026-12-28",
      reasons: [bank === "341" ? "04 motivo sem explicação aqui: veja o manual do banco" : "04 compensação eletrônica"],
    });
    expect(titles[0]?.numbers.map(({ number }) => number)).toContain(ours[bank]);
  });

  const agreed: [string, string][] = [
    ["02", "registered"],
    ["03", "rejected"],
    ["04", "none"],
    ["05", "none"],
    ["06", "paid"],
    ["09", "cancelled"],
    ["11", "none"],
    ["12", "told"],
    ["13", "told"],
    ["14", "due-date"],
    ["15", "told"],
    ["17", "paid"],
    ["19", "told"],
    ["20", "told"],
    ["23", "told"],
    ["24", "told"],
    ["25", "cancelled"],
    ["26", "instruction-refused"],
    ["27", "told"],
    ["28", "none"],
    ["30", "instruction-refused"],
  ];
  const own: [LayoutBankCode, string, string][] = [
    ["001", "44", "undone"],
    ["001", "50", "told"],
    ["033", "29", "told"],
    ["104", "39", "instruction-refused"],
    ["104", "40", "instruction-refused"],
    ["104", "41", "instruction-refused"],
    ["104", "44", "undone"],
    ["104", "46", "paid"],
    ["104", "47", "undone"],
    ["341", "02", "registered"],
    ["341", "03", "rejected"],
    ["341", "04", "told"],
    ["341", "06", "paid"],
    ["341", "08", "paid"],
    ["341", "09", "cancelled"],
    ["341", "10", "paid"],
    ["341", "14", "due-date"],
    ["341", "15", "instruction-refused"],
    ["341", "16", "instruction-refused"],
    ["341", "17", "instruction-refused"],
    ["341", "18", "instruction-refused"],
    ["341", "32", "cancelled"],
    ["748", "36", "instruction-refused"],
    ["756", "50", "told"],
    ["756", "44", "undone"],
    ["756", "45", "cleared"],
    ["237", "50", "told"],
    ["237", "44", "undone"],
    ["237", "45", "cleared"],
    ["001", "52", "told"],
    ["748", "07", "told"],
    ["033", "93", "told"],
    ["104", "45", "told"],
    ["341", "65", "told"],
    ["341", "69", "undone"],
    // Santander's 09 is a baixa, not money.
    ["033", "09", "cancelled"],
  ];
  const cases = [
    ...layoutBankCodes
      .filter((bank) => bank !== "341")
      .flatMap((bank) => agreed.map(([code, effect]) => [bank, code, effect] as const)),
    ...own,
  ];
  it.each(cases)("%s, movement %s: %s", (bank, code, effect) => {
    const title = { ...paid(bank), movement: code };
    const { problems, titles } = read(writeReturn(bank, [title]));
    expect(problems).toEqual([]);
    expect(titles[0]?.movement).toEqual({ effect, words: expect.stringMatching(/^[A-Z]/) });
  });

  it("keeps a movement that nobody knows, does nothing for it, and tells the operator", () => {
    const { problems, titles } = read(writeReturn("237", [{ ...paid("237"), movement: "99" }]));
    expect(problems).toEqual([]);
    expect(titles[0]?.movement).toEqual({ effect: "told", words: "Movimento 99, sem explicação aqui" });
    expect(titles[0]?.reasons).toEqual(["04 motivo sem explicação aqui: veja o manual do banco"]);
  });

  it("says the reasons of a refusal in words, Itaú's by its own tables, and those that nobody knows by their code", () => {
    const refused = (bank: LayoutBankCode, ...reasons: string[]) =>
      read(writeReturn(bank, [{ movement: "03", nossoNumero: ours[bank], reasons }])).titles[0]?.reasons;
    expect(refused("237", "48", "46")).toEqual(["48 CEP inválido", "46 CPF ou CNPJ do pagador inválido"]);
    expect(refused("341", "14")).toEqual(["14 nosso número já registrado ou fora da faixa"]);
    expect(refused("104", "VL")).toEqual(["VL beneficiário não cadastrado"]);
    expect(refused("756", "Z9")).toEqual(["Z9 motivo sem explicação aqui: veja o manual do banco"]);
    expect(refused("001", "00", "00")).toEqual([]);
  });
});

describe("files as they come", () => {
  const two = [paid("756"), { ...paid("756"), movement: "02", paid: 0 }];
  it.each([
    ["LF", { newLine: "\n" }],
    ["CR LF and the old end of file", { end: "\x1a" }],
    ["empty lines at the end", { end: "\r\n\r\n" }],
    ["no line breaks at all", { newLine: "" }],
  ])("%s", (_, how) => {
    const { problems, titles } = read(writeReturn("756", two, how));
    expect(problems).toEqual([]);
    expect(titles).toHaveLength(2);
  });

  it("a byte order mark and UTF-8, as an editor leaves it", () => {
    const bytes = Buffer.from(`\ufeff${writeReturn("756", two).toString("latin1")}`, "utf8");
    expect(read(bytes).problems).toEqual([]);
  });

  it("segments that are not ours to read are kept with their title, wherever they stand", () => {
    const { problems, titles } = read(writeReturn("033", [{ ...paid("033"), between: ["Y", "S"], after: ["Y"] }]));
    expect(problems).toEqual([]);
    expect(titles[0]?.extras.map(({ number, text }) => [number, text[13]])).toEqual([
      [4, "Y"],
      [5, "S"],
      [7, "Y"],
    ]);
  });
});

describe("what is wrong is told by line", () => {
  const bytes = writeReturn("341", [paid("341"), paid("341")]);
  const lines = bytes.toString("latin1").split("\r\n");
  const problemsOf = (changed: readonly string[]) => {
    const { problems, titles } = readReturn(changed.join("\r\n"));
    return [...problems, ...titles.flatMap((title) => title.problems)];
  };
  const withLine = (index: number, change: (line: string) => string) =>
    lines.map((line, at) => (at === index ? change(line) : line));
  const replaced = (index: number, from: number, text: string) =>
    withLine(index, (line) => line.slice(0, from - 1) + text + line.slice(from - 1 + text.length));

  it.each<[string, () => readonly { line: number; message: string }[], number, string]>([
    ["an empty file", () => problemsOf([""]), 1, "está vazio"],
    ["something else", () => problemsOf(["<html>"]), 1, "não é um arquivo CNAB 240"],
    ["CNAB 400", () => problemsOf([`02RETORNO01COBRANCA${" ".repeat(381)}`]), 1, "CNAB 400"],
    ["another bank", () => problemsOf([`999${lines[0]?.slice(3)}`]), 1, "o banco 999"],
    ["a remessa", () => problemsOf(replaced(0, 143, "1")), 1, "é uma remessa"],
    ["a line too short", () => problemsOf(withLine(3, (line) => line.slice(0, 90))), 4, "mas tem 90"],
    ["a line too long", () => problemsOf(withLine(3, (line) => `${line} x`)), 4, "mas tem 242"],
    ["a line of another bank", () => problemsOf(replaced(2, 1, "237")), 3, "não é 341"],
    ["letters in an amount", () => problemsOf(replaced(3, 78, "12A")), 4, "valor pago, posições 78 a 92"],
    ["a day that is none", () => problemsOf(replaced(3, 138, "31022026")), 4, "data da ocorrência"],
    ["a payment of nothing", () => problemsOf(replaced(3, 78, "0".repeat(30))), 4, "sem valor pago"],
    ["a payment without a day", () => problemsOf(replaced(3, 138, "00000000")), 4, "sem data da ocorrência"],
    ["T without U", () => problemsOf(lines.filter((_, at) => at !== 3)), 3, "falta o segmento U"],
    ["U without T", () => problemsOf(lines.filter((_, at) => at !== 2)), 3, "segmento U sem o seu T"],
    ["U of another movement", () => problemsOf(replaced(3, 16, "09")), 4, "não é o do seu T"],
    ["a line that is gone", () => problemsOf(lines.filter((_, at) => at !== 4 && at !== 5)), 5, "registros do lote"],
    ["no end", () => problemsOf(lines.slice(0, 5)), 5, "termina no meio"],
    ["a line after the end", () => problemsOf([...lines.slice(0, -1), lines[2] ?? ""]), 9, "depois do fim"],
    ["an unknown record", () => problemsOf(replaced(2, 8, "7")), 3, 'tipo de registro "7"'],
    ["two lotes in one", () => problemsOf([...lines.slice(0, 2), ...lines.slice(1)]), 2, "falta o fim deste lote"],
    ["no lote", () => problemsOf(lines.filter((_, at) => at !== 1)), 2, "fora de um lote"],
  ])("%s", (_, problems, line, words) => {
    expect(problems()).toContainEqual({ line, message: expect.stringContaining(words) });
  });
});

describe("whatever happens to a file on its way", () => {
  const files = layoutBankCodes.map((bank) =>
    writeReturn(bank, [paid(bank), { ...paid(bank), movement: "02", paid: 0, between: ["Y"] }]),
  );
  const anyFile = fc.constantFrom(...files);

  it("cut anywhere, it is never read as whole", () => {
    fc.assert(
      fc.property(anyFile, fc.double({ min: 0, max: 0.999, noNaN: true }), (file, share) => {
        // Its last line break may well be missing, and so may all of its last line but the kind of record.
        const cut = file.subarray(0, Math.floor(share * (file.length - 2 - 240 + 8)));
        expect(read(cut).problems.length).toBeGreaterThan(0);
      }),
    );
  });

  it("with any bytes changed it is read or told by line, and never throws", () => {
    const change = fc.record({ at: fc.nat(), byte: fc.nat(255) });
    fc.assert(
      fc.property(anyFile, fc.array(change, { maxLength: 8 }), (file, changes) => {
        const bytes = Buffer.from(file);
        for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
        const { problems, titles } = read(bytes);
        for (const { line, message } of problems) expect(line > 0 && message.length > 0).toBe(true);
        for (const title of titles) expect(Number.isSafeInteger(title.paidCents + title.amountCents)).toBe(true);
      }),
    );
  });

  it("any bytes at all are told by line", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(read(bytes).problems.length).toBeGreaterThan(0);
      }),
    );
  });

  it("any title of any bank comes back as the bank wrote it", () => {
    const money = fc.nat(999_999_999_999_999);
    const title = fc.record({ cents: money, paid: money, juros: money, discount: money, fee: money });
    fc.assert(
      fc.property(fc.constantFrom(...layoutBankCodes), fc.array(title, { maxLength: 5 }), (bank, amounts) => {
        const written = amounts.map((amount) => ({ ...paid(bank), ...amount, movement: "11" }));
        const { titles, problems } = read(writeReturn(bank, written));
        expect(problems).toEqual([]);
        expect(
          titles.map(({ amountCents, paidCents, jurosCents, discountCents, feeCents }) => ({
            cents: amountCents,
            paid: paidCents,
            juros: jurosCents,
            discount: discountCents,
            fee: feeCents,
          })),
        ).toEqual(amounts);
      }),
    );
  });
});

describe("the tables of the banks", () => {
  it("name a reason for every refusal of FEBRABAN's at all banks but Itaú, which has its own", () => {
    for (const bank of layoutBankCodes.filter((code) => code !== "341"))
      for (const code of ["08", "16", "20", "45", "48"]) expect(banks[bank].cnab240?.reasons("03")[code]).toBeDefined();
  });
});
