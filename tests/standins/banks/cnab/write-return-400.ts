import { type BankAccountText, BankLine, type BankTitle } from "./write-return.ts";

const day = (iso = "") => (iso === "" ? "000000" : iso.slice(8) + iso.slice(5, 7) + iso.slice(2, 4));
const money = (cents = 0, width = 13) => String(cents).padStart(width, "0");
const digits = (text = "", width = 0) => text.padStart(width, "0").slice(-width);

const names: Record<string, string> = {
  "001": "001BANCO DO BRASIL",
  "033": "033SANTANDER      ",
  "237": "237BRADESCO       ",
  "341": "341BANCO ITAU S.A.",
};

/** What differs between the banks' headers and details. Its own table: nothing here comes from the parser. */
const headers: Record<string, (line: BankLine, account: BankAccountText, nsa: number) => void> = {
  "001": (line, { agencia, agenciaDv = " ", conta, contaDv = " ", code }, nsa) =>
    line
      .put(27, digits(agencia, 4) + agenciaDv)
      .put(32, digits(conta, 8) + contaDv)
      .put(41, "000000")
      .put(101, digits(String(nsa), 7))
      .put(150, digits(code, 7)),
  "033": (line, { agencia, conta }) => line.put(27, digits(agencia, 4)).put(31, digits(conta, 8) + digits(conta, 8)),
  "237": (line, { code }, nsa) => line.put(27, digits(code, 20)).put(109, digits(String(nsa), 5)),
  "341": (line, { agencia, conta, contaDv = "0" }, nsa) =>
    line.put(27, `${digits(agencia, 4)}00${digits(conta, 5)}${contaDv}`).put(109, digits(String(nsa), 5)),
};

const details: Record<string, (line: BankLine, title: BankTitle, account: BankAccountText, document: string) => void> =
  {
    "001": (line, { nossoNumero, field, reference = "", carteira = "17", reasons = [], credited, fee }, account) =>
      line
        .put(1, "7")
        .put(2, "0".repeat(16))
        .put(18, digits(account.agencia, 4) + (account.agenciaDv ?? " "))
        .put(23, digits(account.conta, 8) + (account.contaDv ?? " "))
        .put(32, digits(account.code, 7))
        .put(39, reference.padEnd(25))
        .put(64, field ?? `${digits(account.code, 7)}${nossoNumero}`)
        .put(87, reasons.join("").padStart(2, "0").slice(0, 2))
        .put(107, carteira)
        .put(176, day(credited) + money(fee, 7)),
    "033": (line, { nossoNumero, dv = "0", field, reference = "", reasons = [] }, account, document) =>
      line
        .put(1, "102")
        .put(4, document)
        .put(18, digits(account.agencia, 4))
        .put(22, digits(account.conta, 8) + digits(account.conta, 8))
        .put(38, reference.padEnd(25))
        .put(63, field ?? nossoNumero.slice(-7) + dv)
        .put(108, "5")
        .put(127, nossoNumero.slice(-7) + dv)
        .put(137, reasons.join("").padEnd(9)),
    "237": (
      line,
      { nossoNumero, dv = "0", field, reference = "", carteira = "009", reasons = [] },
      account,
      document,
    ) =>
      line
        .put(1, "102")
        .put(4, document)
        .put(18, "000")
        .put(
          21,
          `0${digits(carteira, 3)}${digits(account.agencia, 5)}${digits(account.conta, 7)}${account.contaDv ?? "0"}`,
        )
        .put(38, reference.padEnd(25))
        .put(63, "00000000")
        .put(71, field ?? nossoNumero + dv)
        .put(83, "0".repeat(22))
        .put(108, "9")
        .put(127, "00000000".concat(nossoNumero, dv))
        .put(319, reasons.join("").padEnd(10, "0")),
    "341": (
      line,
      { nossoNumero, dv = "0", field, reference = "", carteira = "109", reasons = [], movement },
      account,
      document,
    ) =>
      line
        .put(1, "102")
        .put(4, document)
        .put(18, `${digits(account.agencia, 4)}00${digits(account.conta, 5)}${account.contaDv ?? "0"}`)
        .put(38, reference.padEnd(25))
        .put(63, nossoNumero)
        .put(83, carteira + (field ?? nossoNumero + dv))
        .put(108, "I")
        .put(127, nossoNumero)
        .put(["06", "08"].includes(movement) ? 393 : 378, reasons.join("")),
  };

/**
 * A CNAB 400 return of Banco do Brasil, Santander, Bradesco or Itaú, written from their manuals. `paid` is what the payer
 * paid; Itaú writes what it credits, after its fee.
 */
export function writeReturn400(
  bank: string,
  titles: readonly BankTitle[],
  style: {
    nsa?: number;
    newLine?: string;
    document?: string;
    account?: BankAccountText;
    /** A further record after each detail: Pix, rateio. */
    after?: string;
    trimmed?: boolean;
  } = {},
): Buffer {
  const { nsa = 1, newLine = "\r\n", document = "12345678000195", account = {}, after, trimmed = false } = style;
  const header = new BankLine(400).put(1, "02RETORNO01COBRANCA").put(47, "VALE FIBRA TELECOMUNICAÇÕES");
  header.put(77, names[bank] ?? bank).put(95, "251126");
  headers[bank]?.(header, account, nsa);
  const lines = [header];
  for (const title of titles) {
    const { movement, occurred, seuNumero = "", due, cents, fee, abatement, discount, paid = 0, juros } = title;
    const line = new BankLine(400)
      .put(109, movement)
      .put(111, day(occurred))
      .put(117, seuNumero.slice(0, 10).padEnd(10))
      .put(147, day(due))
      .put(153, money(cents))
      .put(166, bank)
      .put(176, money(fee))
      .put(189, "0".repeat(39))
      .put(228, money(abatement))
      .put(241, money(discount))
      .put(254, money(bank === "341" && paid > 0 ? paid - (fee ?? 0) : paid))
      .put(267, money(juros))
      .put(280, money(title.otherCredit));
    if (bank !== "001") line.put(296, title.credited === undefined ? "      " : day(title.credited));
    details[bank]?.(line, title, title.account ?? account, document);
    lines.push(line);
    if (after !== undefined) lines.push(new BankLine(400).put(1, after));
  }
  lines.push(new BankLine(400).put(1, `9201${bank}`));
  for (const [index, line] of lines.entries()) line.put(395, String(index + 1).padStart(6, "0"));
  return Buffer.from(
    lines.map((line) => (trimmed ? line.toString().trimEnd() : line.toString()) + newLine).join(""),
    "latin1",
  );
}
