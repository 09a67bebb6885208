import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LayoutBankCode, layoutBankCodes } from "../../../src/core/billing/bank-code.ts";
import { readReturn } from "../../../src/core/cnab240/read-return.ts";
import { decodeFile } from "../../../src/core/cnab240/split-lines.ts";
import { writeReply } from "../../standins/banks/cnab/write-reply.ts";
import { type BankFileStyle, type BankTitle, writeReturn } from "../../standins/banks/cnab/write-return.ts";

const number: Record<LayoutBankCode, string> = {
  "001": "0000000281",
  "033": "000000000281",
  "077": "0000000281",
  "104": "14000000000000281",
  "237": "00000000281",
  "341": "50000281",
  "748": "26200281",
  "756": "0000281",
};
const paid = (bank: LayoutBankCode, more: Partial<BankTitle> = {}): BankTitle => ({
  ...{ movement: "06", nossoNumero: number[bank], dv: "7", cents: 10_990, paid: 11_261, due: "2026-12-10" },
  ...{ occurred: "2026-12-24", credited: "2026-12-28", ...more },
});
const read = (bytes: Uint8Array) => readReturn(decodeFile(bytes));
const written = (bank: LayoutBankCode, style: BankFileStyle = {}, more: Partial<BankTitle> = {}) =>
  writeReturn(bank, [paid(bank, more)], style);
const linesOf = (bytes: Uint8Array) => decodeFile(bytes).split("\r\n").slice(0, -1);

describe("files as the banks write them", () => {
  it("Santander counts the details of a lote only, and its lote is whole with either count", () => {
    const bytes = written("033");
    expect(linesOf(bytes)[4]?.slice(17, 23)).toBe("000002");
    expect(read(bytes)).toMatchObject({ problems: [], titles: [{ paidCents: 11_261 }] });
    const all = decodeFile(bytes).replace("03300015         000002", "03300015         000004");
    expect(readReturn(all).problems).toEqual([]);
    const wrong = decodeFile(bytes).replace("03300015         000002", "03300015         000003");
    expect(readReturn(wrong).problems).toMatchObject([{ message: "registros do lote: o banco diz 3, mas há 4" }]);
    const elsewhere = decodeFile(written("341")).replace("34100015         000004", "34100015         000002");
    expect(readReturn(elsewhere).problems).toHaveLength(1);
  });

  it("any habit of any bank gives the same titles", () => {
    const style = fc.record({
      newLine: fc.constantFrom("\r\n", "\n"),
      end: fc.constantFrom("", "\x1a", "\r\n\r\n"),
      trimmed: fc.boolean(),
      lotes: fc.boolean(),
      noCounts: fc.boolean(),
      account: fc.constantFrom({}, { agencia: "1234", conta: "56789", code: "123456" }),
      service: fc.constantFrom("T01", "T02", "C01", "   "),
    });
    const title = fc.record({
      between: fc.subarray(["Y", "S"]),
      after: fc.subarray(["Y", "W"]),
      letters: fc.constantFrom<[string, string]>(["T", "U"], ["t", "u"]),
      dueText: fc.constantFrom(undefined, "11111111", "99999999", "00000000", "        "),
      reference: fc.constantFrom("", "0".repeat(25)),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...layoutBankCodes),
        fc.array(title, { minLength: 1, maxLength: 4 }),
        style,
        (bank, all, how) => {
          const given = all.map((more, index) => paid(bank, { ...(more as Partial<BankTitle>), paid: 100 + index }));
          const { titles, problems } = read(writeReturn(bank, given, how));
          expect([problems, titles.flatMap((one) => one.problems)]).toEqual([[], []]);
          expect(titles.map(({ paidCents }) => paidCents)).toEqual(given.map((one) => one.paid));
          for (const [index, { dueDate, reference }] of titles.entries())
            expect([dueDate, reference]).toEqual([all[index]?.dueText === undefined ? "2026-12-10" : undefined, ""]);
        },
      ),
    );
  });

  it("UTF-16, with or without its mark, and UTF-8 cut at 240 bytes are read", () => {
    const text = decodeFile(written("756"));
    const utf16 = Buffer.from(text, "utf16le");
    for (const bytes of [utf16, Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), Buffer.from(utf16).swap16()])
      expect(read(bytes)).toMatchObject({ problems: [], titles: [{ paidCents: 11_261 }] });
    const cut = linesOf(written("756")).map((line) => Buffer.from(line, "utf8").subarray(0, 240));
    const lines = cut.flatMap((line) => [line, Buffer.from("\r\n")]);
    expect(read(Buffer.concat(lines))).toMatchObject({ problems: [], titles: [{ paidCents: 11_261 }] });
  });

  it("empty lines anywhere and spaces after the end of a line do no harm", () => {
    const [first = "", ...rest] = linesOf(written("341"));
    const text = ["", "  ", first, "", ...rest.map((line) => `${line}   `), ""].join("\r\n");
    const { problems, titles } = readReturn(text);
    expect([problems, titles.length, titles[0]?.line]).toEqual([[], 1, 6]);
  });

  it("a line that lost more than spaces is told, and never read as a smaller amount", () => {
    const lines = linesOf(written("237"));
    for (let length = 18; length < 92; length++) {
      const cut = lines.map((line, index) => (index === 3 ? line.slice(0, length) : line)).join("\r\n");
      const { problems, titles } = readReturn(cut);
      expect([...problems, ...titles.flatMap((title) => title.problems)]).not.toEqual([]);
    }
  });
});

describe("lotes that are not cobrança", () => {
  const [header = "", ...details] = linesOf(written("756"));
  const end = details.pop() ?? "";
  const lote = (service: string, count = "222563") => [
    `75600021${service}`.padEnd(240),
    "7560002300001A000".padEnd(240),
    `75600025         ${count}`.padEnd(240),
  ];
  const file = (...parts: string[][]) => [header, ...parts.flat(), end.slice(0, 17).padEnd(240)].join("\r\n");

  it("are noted beside one that is, whatever their trailer says", () => {
    const { problems, titles, notes } = readReturn(file(details, lote("E04")));
    expect([problems, titles.length]).toEqual([[], 1]);
    expect(notes).toEqual([{ line: 6, message: "lote de outro serviço, não lido: extrato da conta" }]);
  });

  it.each([
    ["C20", "isto é um retorno de pagamentos, não um retorno de cobrança"],
    ["E04", "isto é um extrato da conta, não um retorno de cobrança"],
    ["G99", "isto é um retorno do serviço G99, não um retorno de cobrança"],
  ])("alone (%s) the file is said to be one", (service, message) => {
    expect(readReturn(file(lote(service))).problems).toEqual([{ line: 1, message }]);
  });

  it("a lote of cobrança with details and no title is a problem, one without details is an empty day", () => {
    const odd = [lote("T01", "000003")];
    expect(readReturn(file(...odd)).problems).toMatchObject([
      { line: 2, message: "lote de cobrança com 1 registros e nenhum título (segmentos T e U)" },
    ]);
    expect(read(writeReturn("756", []))).toMatchObject({ problems: [], titles: [] });
  });
});

describe("what the bank says of a payment", () => {
  const reasonsOf = (bank: LayoutBankCode, movement: string, reasons: string[]) =>
    read(written(bank, {}, { movement, reasons })).titles[0]?.reasons;

  it("Caixa: where, how, and the days until the credit", () => {
    expect(reasonsOf("104", "06", ["02", "01", "01"])).toEqual(["02 em lotérica", "em dinheiro", "crédito em 1 dia"]);
    expect(reasonsOf("104", "17", ["04", "00", "00"])).toEqual(["04 compensação eletrônica"]);
    expect(reasonsOf("104", "09", ["13"])).toEqual(["13 baixa por prazo do banco"]);
  });

  it.each<[LayoutBankCode, string, string, string]>([
    ["001", "02", "A9", "A9 não autoriza pagamento parcial"],
    ["001", "26", "52", "52 o título já foi liquidado"],
    ["237", "26", "52", "52 estado inválido"],
    ["237", "06", "18", "18 pagamento parcial"],
    ["033", "06", "P1", "P1 por Pix"],
    ["756", "50", "04", "04 motivo sem explicação aqui: veja o manual do banco"],
    ["341", "06", "02", "02 motivo sem explicação aqui: veja o manual do banco"],
  ])("%s, movement %s, %s", (bank, movement, reason, words) => {
    expect(reasonsOf(bank, movement, [reason])).toEqual([words]);
  });

  it("Itaú: how it was paid stands after four pairs of errors", () => {
    expect(reasonsOf("341", "06", ["00", "00", "00", "00", "BL"])).toEqual(["BL pela internet do Itaú"]);
  });

  it("abatimento and other credits are read, and a blank paid amount is not the net one", () => {
    const { titles } = read(written("756", {}, { abatement: 300, otherCredit: 70, paid: 0, net: 10_800 }));
    expect(titles[0]).toMatchObject({ abatementCents: 300, otherCreditCents: 70, paidCents: 0 });
    expect(titles[0]?.problems).toEqual([{ line: 4, message: "liquidação sem valor pago" }]);
  });
});

describe("Caixa's answer to a whole remessa", () => {
  it.each([
    ["3", "taken"],
    ["4", "partly-refused"],
    ["5", "refused"],
  ] as const)("%s: %s, with its lines in words", (kind, outcome) => {
    expect(read(writeReply(kind, 7, { agencia: "501", code: "123456" }))).toMatchObject({
      problems: [],
      titles: [],
      reply: {
        ...{ outcome, nsa: 7, owner: { document: "12345678000195" } },
        lines: [{ line: 3, message: "02000001 18.088 (número da remessa menor ou igual ao da remessa anterior)" }],
      },
    });
  });
});
