/** A title as a bank reports it. */
export interface BankTitle {
  movement: string;
  /** At our width; the bank adds what it adds. */
  nossoNumero: string;
  dv?: string;
  seuNumero?: string;
  /** YYYY-MM-DD. */
  due?: string;
  cents?: number;
  paid?: number;
  juros?: number;
  discount?: number;
  fee?: number;
  occurred?: string;
  credited?: string;
  reasons?: string[];
  /** What was sent as "uso da empresa". */
  reference?: string;
  payer?: string;
  /** Segments between T and U: their letter. */
  between?: string[];
  /** Segments after U. */
  after?: string[];
}

/** Where a bank writes what in T: start (from 1) and width. Its own table: nothing here comes from the parser. */
const tables: Record<string, Record<string, [number, number]>> = {
  febraban: {
    number: [38, 20],
    carteira: [58, 1],
    doc: [59, 15],
    due: [74, 8],
    value: [82, 15],
    use: [106, 25],
    currency: [131, 2],
    kind: [133, 1],
    payerDoc: [134, 15],
    payer: [149, 40],
    fee: [199, 15],
    reasons: [214, 10],
  },
  "033": {
    number: [41, 13],
    carteira: [54, 1],
    doc: [55, 15],
    due: [70, 8],
    value: [78, 15],
    use: [101, 25],
    currency: [126, 2],
    kind: [128, 1],
    payerDoc: [129, 15],
    payer: [144, 40],
    fee: [194, 15],
    reasons: [209, 10],
  },
};

/** What each bank puts into the field of the nosso número. */
const numbers: Record<string, (title: BankTitle) => string> = {
  "001": ({ nossoNumero }) => `1234567${nossoNumero}`,
  "033": ({ nossoNumero, dv = "0" }) => nossoNumero + dv,
  "077": ({ nossoNumero, dv = "0" }) => nossoNumero + dv,
  "104": ({ nossoNumero, dv = "0" }) => `00${nossoNumero}${dv}`,
  "237": ({ nossoNumero, dv = "0" }) => `00900000${nossoNumero}${dv}`,
  "341": ({ nossoNumero, dv = "0" }) => `109${nossoNumero}${dv}`,
  "748": ({ nossoNumero, dv = "0" }) => nossoNumero + dv,
  "756": ({ nossoNumero, dv = "0" }) => `00${nossoNumero}${dv}01014`,
};

const day = (iso = "") => (iso === "" ? "00000000" : iso.slice(8) + iso.slice(5, 7) + iso.slice(0, 4));
const money = (cents = 0) => String(cents).padStart(15, "0");

class Line {
  private readonly characters = Array<string>(240).fill(" ");
  put(from: number, text: string): this {
    [...text].forEach((character, index) => {
      this.characters[from - 1 + index] = character;
    });
    return this;
  }
  toString(): string {
    return this.characters.slice(0, 240).join("");
  }
}

/** A return file of any of the eight banks, in Latin-1, written from the layouts by a table of its own. */
export function writeReturn(
  bank: string,
  titles: readonly BankTitle[],
  { nsa = 1, newLine = "\r\n", end = "" }: { nsa?: number; newLine?: string; end?: string } = {},
): Buffer {
  const lines: string[] = [];
  const line = (lote: string, kind: string) => new Line().put(1, bank).put(4, lote).put(8, kind);
  lines.push(
    line("0000", "0")
      .put(18, "2")
      .put(19, "12345678000195")
      .put(73, "VALE FIBRA TELECOMUNICAÇÕES")
      .put(143, "2")
      .put(144, "25112026080000")
      .put(158, String(nsa).padStart(6, "0"))
      .put(164, "040")
      .toString(),
    line("0001", "1").put(9, "T01").put(14, "030").put(18, "2").put(19, "012345678000195").toString(),
  );
  let count = 0;
  const detail = (segment: string, movement: string) =>
    line("0001", "3").put(9, String(++count).padStart(5, "0")).put(14, segment).put(16, movement);
  const table = tables[bank] ?? tables.febraban ?? {};
  for (const title of titles) {
    const t = detail("T", title.movement);
    const put = (name: string, text: string) => {
      const [from, width] = table[name] ?? [1, 0];
      t.put(from, text.slice(0, width).padEnd(width, " "));
    };
    put("number", numbers[bank]?.(title) ?? title.nossoNumero);
    put("carteira", "1");
    put("doc", title.seuNumero ?? "");
    put("due", day(title.due));
    put("value", money(title.cents));
    put("use", title.reference ?? "");
    put("currency", "09");
    put("kind", "1");
    put("payerDoc", "000052998224725");
    put("payer", title.payer ?? "JOÃO DA CONCEIÇÃO");
    put("fee", money(title.fee));
    put("reasons", (title.reasons ?? []).join(""));
    lines.push(t.toString());
    for (const segment of title.between ?? [])
      lines.push(detail(segment, title.movement).put(18, "03NÃO SEI").toString());
    lines.push(
      detail("U", title.movement)
        .put(18, money(title.juros))
        .put(33, money(title.discount))
        .put(48, money())
        .put(63, money())
        .put(78, money(title.paid))
        .put(93, money(title.paid))
        .put(108, money())
        .put(123, money())
        .put(138, day(title.occurred))
        .put(146, day(title.credited))
        .toString(),
    );
    for (const segment of title.after ?? []) lines.push(detail(segment, title.movement).put(18, "Ç?").toString());
  }
  lines.push(
    line("0001", "5")
      .put(18, String(count + 2).padStart(6, "0"))
      .toString(),
    line("9999", "9")
      .put(18, "000001")
      .put(24, String(count + 4).padStart(6, "0"))
      .toString(),
  );
  return Buffer.from(lines.map((text) => text + newLine).join("") + end, "latin1");
}
