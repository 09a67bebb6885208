import { describe, expect, it } from "vitest";
import { type LayoutBankCode, layoutBankCodes } from "../../../src/core/billing/bank-code.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { buildBoleto } from "../../../src/core/boleto/boleto.ts";
import { composeNossoNumero } from "../../../src/core/boleto/compose-nosso-numero.ts";
import { readReturn } from "../../../src/core/cnab240/read-return.ts";
import { decodeFile } from "../../../src/core/cnab240/split-lines.ts";
import { whyNotOurs } from "../../../src/core/cnab240/title-owner.ts";
import { titleReference } from "../../../src/core/cnab240/title-reference.ts";
import { readBankReturn } from "../../../src/core/cnab400/read-bank-return.ts";
import type { TitleCandidate } from "../../../src/core/file-ports.ts";
import { type BankAccountText, type BankTitle, writeReturn } from "../../standins/banks/cnab/write-return.ts";
import { writeReturn400 } from "../../standins/banks/cnab/write-return-400.ts";
import { fileAccounts } from "../../support/file-accounts.ts";

/** The accounts of `fileAccounts`, as the bank writes them. */
const accounts: Record<LayoutBankCode, BankAccountText> = {
  "001": { agencia: "1234", agenciaDv: "3", conta: "56789", contaDv: "X", code: "1234567" },
  "033": { agencia: "4321", agenciaDv: "0", conta: "13000123", contaDv: "4", code: "1234567" },
  "077": { agencia: "1", agenciaDv: "9", conta: "123456", contaDv: "7" },
  "104": { agencia: "501", agenciaDv: "3", code: "123456" },
  "237": { agencia: "1234", agenciaDv: "5", conta: "56789", contaDv: "P", code: "4545454" },
  "341": { agencia: "1234", conta: "56789", contaDv: "5" },
  "748": { agencia: "165", conta: "12345", contaDv: "6" },
  "756": { agencia: "3041", agenciaDv: "2", conta: "123456", contaDv: "7" },
};
const id = "0195d2a4-7b1c-7a3e-9f10-2b3c4d5e6f70";
const carteiraOf: Partial<Record<LayoutBankCode, string>> = { "237": "009", "341": "109", "756": "01" };

/** A boleto of ours at a bank, number 281 of its range. */
function ours(bankCode: LayoutBankCode): TitleCandidate {
  const { account, cnab } = fileAccounts[bankCode];
  const sequence = bankCode === "748" ? 300_281 : 281;
  const composed = composeNossoNumero(bankCode, account, sequence, isoDate("2026-11-24"));
  if (!composed.ok) throw new Error("No number");
  const built = buildBoleto({
    ...{ banco: bankCode, ...account, nossoNumero: composed.nossoNumero, valorCentavos: 10_990 },
    vencimento: "2026-12-10",
  });
  if (!built.ok) throw new Error(built.error.message);
  const { nossoNumero, nossoNumeroDv, nossoNumeroFull } = built.boleto;
  return {
    ...{ id, invoiceId: "i1", bankCode, status: "payable", amountCents: 10_990, numeroDocumento: "F-101" },
    ...{ nossoNumero, nossoNumeroDv, nossoNumeroFull },
    wallet: { document: "12345678000195", account, cnab },
  };
}
const titleOf = (bankCode: LayoutBankCode, more: Partial<BankTitle> = {}): BankTitle => {
  const { nossoNumero, nossoNumeroDv = " " } = ours(bankCode);
  return {
    ...{ movement: "06", nossoNumero, dv: nossoNumeroDv, due: "2026-12-10", cents: 10_990, paid: 10_990 },
    ...{ occurred: "2026-12-09", credited: "2026-12-10", seuNumero: "F-101", ...more },
  };
};
const other = (digit: string) => (digit === "1" ? "2" : "1");

type Style = Parameters<typeof writeReturn>[2];
/** What is said of a title that differs from ours as given. */
function saidOf(bankCode: LayoutBankCode, more: Partial<BankTitle> = {}, style: Style = {}) {
  const bytes = writeReturn(bankCode, [titleOf(bankCode, more)], { account: accounts[bankCode], ...style });
  const { titles, problems } = readReturn(decodeFile(bytes));
  expect(problems).toEqual([]);
  const [title] = titles;
  if (!title) throw new Error("No title");
  return whyNotOurs(title, ours(bankCode));
}

describe.each(layoutBankCodes)("a title at %s", (bankCode) => {
  it("is ours with our number, account, check digit and value", () => {
    expect(saidOf(bankCode)).toBeUndefined();
    expect(saidOf(bankCode, { reference: titleReference(id) })).toBeUndefined();
  });

  it("is ours where the bank leaves blank what it need not say", () => {
    expect(saidOf(bankCode, { dv: " ", cents: 0 }, { account: {} })).toBeUndefined();
    expect(saidOf(bankCode, { reference: "0".repeat(25) })).toBeUndefined();
    expect(saidOf(bankCode, {}, { document: null })).toBeUndefined();
  });

  it("is not ours in a file of another CNPJ", () => {
    expect(saidOf(bankCode, {}, { document: "44556677000188" })).toMatch(/^CPF ou CNPJ no arquivo/);
  });

  it("is not ours in another account", () => {
    const account = { ...accounts[bankCode], conta: "765432", code: "765432" };
    expect(saidOf(bankCode, {}, { account })).toMatch(/no arquivo: 0*765432/);
    // The account of the title itself counts, whatever the headers say.
    expect(saidOf(bankCode, { account })).toMatch(bankCode === "033" ? /^conta/ : /no arquivo: 0*765432/);
  });

  it.skipIf(["077", "104"].includes(bankCode))("is not ours in another agência", () => {
    expect(saidOf(bankCode, {}, { account: { ...accounts[bankCode], agencia: "9999" } })).toMatch(/^agência/);
  });

  it.skipIf(carteiraOf[bankCode] === undefined)("is not ours in another carteira of the same account", () => {
    expect(saidOf(bankCode, { carteira: carteiraOf[bankCode] as string })).toBeUndefined();
    expect(saidOf(bankCode, { carteira: carteiraOf[bankCode]?.length === 3 ? "112" : "05" })).toMatch(/^carteira/);
  });

  it.skipIf(ours(bankCode).nossoNumeroDv === undefined)("is not ours with another check digit", () => {
    const { nossoNumeroDv = "" } = ours(bankCode);
    expect(saidOf(bankCode, { dv: other(nossoNumeroDv) })).toMatch(/^dígito do nosso número/);
  });

  it("is not ours with another value, unless our own reference proves it and it is no entry", () => {
    expect(saidOf(bankCode, { cents: 25_000 })?.replaceAll("\u00a0", " ")).toBe(
      "o valor é R$ 250,00, e o do boleto R$ 109,90",
    );
    const reference = titleReference(id);
    expect(saidOf(bankCode, { cents: 25_000, reference })).toBeUndefined();
    expect(saidOf(bankCode, { cents: 25_000, reference, movement: "02" })).toMatch(/^o valor é/);
  });

  it("is not ours with a foreign uso da empresa, and ours with the seu número", () => {
    expect(saidOf(bankCode, { reference: "CLIENTE 000123" })).toBe('o uso da empresa é "CLIENTE 000123"');
    expect(saidOf(bankCode, { reference: titleReference(id.replace("0195", "0196")) })).toMatch(/^o uso da empresa/);
    expect(saidOf(bankCode, { reference: "F-101" })).toBeUndefined();
  });
});

it("at Sicredi the uso da empresa may be the seu número and the parcela", () => {
  expect(saidOf("748", { reference: "F-101 01" })).toBeUndefined();
  expect(saidOf("756", { reference: "F-1011" })).toMatch(/^o uso da empresa/);
});

it("a title in a file that names neither a document nor an account is nobody's", () => {
  expect(saidOf("237", {}, { account: {}, document: null })).toBe("o arquivo não diz de que conta é");
});

describe.each(["001", "033", "237", "341"] as const)("a title at %s in CNAB 400", (bankCode) => {
  const said = (more: Partial<BankTitle> = {}, style: Parameters<typeof writeReturn400>[2] = {}) => {
    const bytes = writeReturn400(bankCode, [titleOf(bankCode, more)], { account: accounts[bankCode], ...style });
    const { titles, problems } = readBankReturn(decodeFile(bytes));
    expect(problems).toEqual([]);
    const [title] = titles;
    if (!title) throw new Error("No title");
    return whyNotOurs(title, ours(bankCode));
  };

  it("is ours by the same rule, and not with any part of another", () => {
    const { nossoNumeroDv } = ours(bankCode);
    expect(said()).toBeUndefined();
    expect(said({ reference: titleReference(id) })).toBeUndefined();
    expect(said({ cents: 25_000 })).toMatch(/^o valor é/);
    expect(said({ reference: "CLIENTE 000123" })).toMatch(/^o uso da empresa/);
    expect(said({}, { account: { ...accounts[bankCode], agencia: "9999" } })).toMatch(/^agência/);
    if (nossoNumeroDv) expect(said({ dv: other(nossoNumeroDv) })).toMatch(/^dígito do nosso número/);
    if (bankCode !== "001") expect(said({}, { document: "44556677000188" })).toMatch(/^CPF ou CNPJ/);
    if (bankCode !== "033") expect(said({ carteira: bankCode === "001" ? "11" : "112" })).toMatch(/^carteira/);
    if (bankCode !== "033") expect(said({}, { account: { ...accounts[bankCode], conta: "11111" } })).toMatch(/^conta/);
  });
});
