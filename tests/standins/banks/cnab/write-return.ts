/** An account as a bank writes it. */
export interface BankAccountText {
  agencia?: string;
  agenciaDv?: string;
  conta?: string;
  contaDv?: string;
  /** Código do beneficiário, PSK or convênio. */
  code?: string;
}

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
  abatement?: number;
  otherCredit?: number;
  /** Net amount; the paid one if absent. */
  net?: number;
  /** The carteira inside the nosso número, at the banks that write it there. */
  carteira?: string;
  /** Instead of the whole field of the nosso número. */
  field?: string;
  /** The account in T; the file's account if absent. */
  account?: BankAccountText;
  /** Instead of a due date: "11111111" or "99999999". */
  dueText?: string;
  /** Letters of the segments; T and U if absent. */
  letters?: [string, string];
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
  "033": ({ nossoNumero, dv = " " }) => nossoNumero + dv,
  "077": ({ nossoNumero, dv = " " }) => nossoNumero + dv,
  "104": ({ nossoNumero, dv = " " }) => `00${nossoNumero}${dv}`,
  "237": ({ nossoNumero, dv = " ", carteira = "009" }) => `${carteira.padStart(3, "0")}00000${nossoNumero}${dv}`,
  "341": ({ nossoNumero, dv = " ", carteira = "109" }) => `${carteira}${nossoNumero}${dv}`,
  "748": ({ nossoNumero, dv = " " }) => nossoNumero + dv,
  "756": ({ nossoNumero, dv = " ", carteira = "01" }) => `00${nossoNumero}${dv}01${carteira}4`,
};

const day = (iso = "") => (iso === "" ? "00000000" : iso.slice(8) + iso.slice(5, 7) + iso.slice(0, 4));
const money = (cents = 0) => String(cents).padStart(15, "0");

/** A line of a bank's file, blank at first. */
export class BankLine {
  private readonly characters: string[];
  constructor(width: number) {
    this.characters = Array<string>(width).fill(" ");
  }
  put(from: number, text: string): this {
    [...text].forEach((character, index) => {
      this.characters[from - 1 + index] = character;
    });
    return this;
  }
  toString(): string {
    return this.characters.join("");
  }
}

/** Writes digits at the right of a field, as banks do with accounts. A part that is not given stays blank. */
function putDigits(line: BankLine, from: number, width: number, digits: string | undefined): BankLine {
  return digits === undefined ? line : line.put(from, digits.padStart(width, "0").slice(-width));
}

/** Where each bank names the account: file header (h), lote header (l) and T (t). */
function putAccount(line: BankLine, bank: string, kind: "h" | "l" | "t", account: BankAccountText): BankLine {
  const { agencia, agenciaDv = " ", conta, contaDv = " ", code } = account;
  if (bank === "033") {
    const [at, codeAt] = { h: [33, 53], l: [54, 34], t: [18, 0] }[kind] as [number, number];
    putDigits(line, at, 4, agencia).put(at + 4, agenciaDv);
    putDigits(line, at + 5, 9, conta).put(at + 14, contaDv);
    return codeAt === 0 ? line : putDigits(line, codeAt, 9, code);
  }
  const at = { h: 53, l: 54, t: 18 }[kind];
  if (bank === "104") {
    // T has zeros for the agência; the code stands where others have the account.
    if (code !== undefined) line.put(at + 6, code.padEnd(12, "0"));
    return kind === "t" ? line.put(at, "000000") : putDigits(line, at, 5, agencia).put(at + 5, agenciaDv);
  }
  putDigits(line, at, 5, agencia).put(at + 5, agenciaDv);
  return putDigits(line, at + 6, 12, conta).put(at + 18, contaDv);
}

/** How a file is written. */
export interface BankFileStyle {
  nsa?: number;
  newLine?: string;
  end?: string;
  /** CNPJ in the headers; null leaves it blank. */
  document?: string | null;
  account?: BankAccountText;
  /** Tipo de operação and tipo de serviço of the lote. */
  service?: string;
  /** The spaces at the end of each line are cut off. */
  trimmed?: boolean;
  /** Each title in a lote of its own. */
  lotes?: boolean;
  /** Counts are left blank. */
  noCounts?: boolean;
}

/** A return file of any of the eight banks, in Latin-1, written from the layouts by a table of its own. */
export function writeReturn(bank: string, titles: readonly BankTitle[], style: BankFileStyle = {}): Buffer {
  const { nsa = 1, newLine = "\r\n", end = "", document = "12345678000195", account = {} } = style;
  const { service = "T01", trimmed = false, lotes = false, noCounts = false } = style;
  const lines: string[] = [];
  const line = (lote: string, kind: string) => new BankLine(240).put(1, bank).put(4, lote).put(8, kind);
  const header = line("0000", "0").put(73, "VALE FIBRA TELECOMUNICAÇÕES");
  header.put(143, "2").put(144, "25112026080000").put(158, String(nsa).padStart(6, "0")).put(164, "040");
  if (document !== null) {
    // Santander has one place less before the document, and fifteen digits.
    if (bank === "033") header.put(17, "2").put(18, document.padStart(15, "0"));
    else header.put(18, "2").put(19, document.padStart(14, "0"));
  }
  lines.push(putAccount(header, bank, "h", account).toString());
  const groups = lotes ? titles.map((title) => [title]) : [titles];
  groups.forEach((group, index) => {
    const number = String(index + 1).padStart(4, "0");
    const lote = line(number, "1").put(9, service).put(14, "030").put(18, "2");
    if (document !== null) lote.put(19, document.padStart(15, "0"));
    const details = group.flatMap((title) => titleLines(bank, title, account));
    const numbered = details.map((detail, at) =>
      detail
        .put(1, bank)
        .put(4, number)
        .put(8, "3")
        .put(9, String(at + 1).padStart(5, "0"))
        .toString(),
    );
    // Santander counts the details of a lote; the others also its header and trailer.
    const count = bank === "033" ? numbered.length : numbered.length + 2;
    const trailer = line(number, "5");
    if (!noCounts) trailer.put(18, String(count).padStart(6, "0"));
    lines.push(putAccount(lote, bank, "l", account).toString(), ...numbered, trailer.toString());
  });
  const trailer = line("9999", "9");
  if (!noCounts) trailer.put(18, String(groups.length).padStart(6, "0"));
  if (!noCounts) trailer.put(24, String(lines.length + 1).padStart(6, "0"));
  lines.push(trailer.toString());
  const written = lines.map((text) => (trimmed ? text.trimEnd() : text) + newLine).join("");
  return Buffer.from(written + end, "latin1");
}

function titleLines(bank: string, title: BankTitle, account: BankAccountText): BankLine[] {
  const table = tables[bank] ?? tables.febraban ?? {};
  const { letters: [first, second] = ["T", "U"], movement } = title;
  const detail = (segment: string) => new BankLine(240).put(14, segment).put(16, movement);
  const t = putAccount(detail(first), bank, "t", title.account ?? account);
  const put = (name: string, text: string) => {
    const [from, width] = table[name] ?? [1, 0];
    t.put(from, text.slice(0, width).padEnd(width, " "));
  };
  put("number", title.field ?? numbers[bank]?.(title) ?? title.nossoNumero);
  put("carteira", "1");
  put("doc", title.seuNumero ?? "");
  put("due", title.dueText ?? day(title.due));
  put("value", money(title.cents));
  put("use", title.reference ?? "");
  put("currency", "09");
  put("kind", "1");
  put("payerDoc", "000052998224725");
  put("payer", title.payer ?? "JOÃO DA CONCEIÇÃO");
  put("fee", money(title.fee));
  put("reasons", (title.reasons ?? []).join(""));
  const u = detail(second)
    .put(18, money(title.juros))
    .put(33, money(title.discount))
    .put(48, money(title.abatement))
    .put(63, money())
    .put(78, money(title.paid))
    .put(93, money(title.net ?? title.paid))
    .put(108, money())
    .put(123, money(title.otherCredit))
    .put(138, day(title.occurred))
    .put(146, day(title.credited));
  return [
    t,
    ...(title.between ?? []).map((segment) => detail(segment).put(18, "03NÃO SEI")),
    u,
    ...(title.after ?? []).map((segment) => detail(segment).put(18, "Ç?")),
  ];
}
