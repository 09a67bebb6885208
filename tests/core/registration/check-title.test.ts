import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { buildBoleto } from "../../../src/core/boleto/boleto.ts";
import type { BankWalletRecord, BoletoRecord } from "../../../src/core/records/boleto-records.ts";
import type { BankTitle } from "../../../src/core/registration/bank-answer.ts";
import { checkTitle } from "../../../src/core/registration/check-title.ts";
import { shortReference } from "../../../src/core/registration/short-reference.ts";

const account = { agencia: "0001", beneficiario: "1234567", carteira: "112" };
const bankWallet = { bankCode: "077", account, bankNumbers: true } as unknown as BankWalletRecord;
const boleto = { amountCents: 10_990, dueDate: isoDate("2026-12-10") } as BoletoRecord;
const today = isoDate("2026-11-24");

function titleOf(more: object = {}): BankTitle {
  const input = {
    banco: "077",
    ...account,
    nossoNumero: "0000000001",
    valorCentavos: 10_990,
    vencimento: "2026-12-10",
    ...more,
  };
  const built = buildBoleto(input);
  if (!built.ok) throw new Error(built.error.message);
  const { codigoBarras, linhaDigitavel, nossoNumero } = built.boleto;
  return { nossoNumero, codigoBarras, linhaDigitavel };
}
const check = (title: BankTitle, more: Partial<BoletoRecord> = {}) =>
  checkTitle(title, { boleto: { ...boleto, ...more }, bankWallet, today });
/** Another digit in a place. */
const wrongAt = (text: string, at: number) => `${text.slice(0, at)}${(Number(text[at]) + 1) % 10}${text.slice(at + 1)}`;

describe("the bank's word", () => {
  it("gives the boleto its numbers where all of it fits", () => {
    expect(check(titleOf())).toMatchObject({ ok: true, boleto: { nossoNumero: "0000000001" } });
  });

  it.each([
    ["another amount", titleOf({ valorCentavos: 10_991 }), "valor"],
    ["another due date", titleOf({ vencimento: "2026-12-11" }), "vencimento"],
    ["another account", titleOf({ beneficiario: "7654321" }), "campo livre"],
    [
      "a line of another boleto",
      { ...titleOf(), linhaDigitavel: titleOf({ nossoNumero: "0000000002" }).linhaDigitavel },
      "não é a do código",
    ],
    ["a nosso número that is not in the bar code", { ...titleOf(), nossoNumero: "0000000002" }, "campo livre"],
    ["a wrong digit in the line", { ...titleOf(), linhaDigitavel: wrongAt(titleOf().linhaDigitavel, 3) }, "linha"],
    ["a wrong check digit", { ...titleOf(), codigoBarras: wrongAt(titleOf().codigoBarras, 4) }, "código de barras"],
    ["no number at all", { ...titleOf(), nossoNumero: undefined } as unknown as BankTitle, "nosso número"],
  ])("is refused with %s", (_, title, reason) => {
    expect(check(title)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
  });

  it("is refused with another bank's bar code, and with another number than ours", () => {
    const itau = buildBoleto({
      banco: "341",
      agencia: "1234",
      conta: "56789",
      carteira: "109",
      nossoNumero: "00000001",
      valorCentavos: 10_990,
      vencimento: "2026-12-10",
    });
    if (!itau.ok) throw new Error("itau");
    expect(check({ ...itau.boleto })).toMatchObject({ ok: false, reason: expect.stringContaining("banco 341") });
    expect(check(titleOf(), { nossoNumero: "0000000009" })).toMatchObject({ ok: false });
  });

  it("keeps the boleto where only its PIX is wrong, and says so", () => {
    expect(check({ ...titleOf(), pixCopiaECola: "x" })).toMatchObject({
      ok: true,
      pixRefused: expect.stringContaining("PIX"),
    });
  });
});

describe("the word of a bank whose bar code only it can make", () => {
  // A charge of Cora's stage, of September 2026.
  const codigoBarras = "40399157900000350000000090485367000022132101";
  const linhaDigitavel = "40390000079048536700800221321011915790000035000";
  const nossoNumero = "04853670000221321";
  const title = { codigoBarras, linhaDigitavel, nossoNumero };
  const wallet = { bankCode: "403", account: {}, bankNumbers: true } as unknown as BankWalletRecord;
  const asked = { amountCents: 35_000, dueDate: isoDate("2026-09-24") } as BoletoRecord;
  const checkCora = (given: BankTitle, more: Partial<BoletoRecord> = {}) =>
    checkTitle(given, { boleto: { ...asked, ...more }, bankWallet: wallet, today: isoDate("2026-09-01") });

  it("is taken with its campo livre as given where bank, amount, due date and check digits fit", () => {
    expect(checkCora(title)).toEqual({
      ok: true,
      boleto: {
        banco: "403",
        valorCentavos: 35_000,
        vencimento: "2026-09-24",
        campoLivre: "0000090485367000022132101",
        codigoBarras,
        linhaDigitavel,
        nossoNumero,
        nossoNumeroFull: nossoNumero,
        nossoNumeroPrinted: nossoNumero,
        agenciaCodigoPrinted: "",
        carteiraPrinted: "",
      },
    });
  });

  // A charge of Asaas, of October 2024, and what its reference shows as an example.
  it.each([
    [
      "461",
      "46198987500000256311110000000000001028666101",
      "46191110000000000000010286661011898750000025631",
      "10286661",
      25_631,
      "2024-10-20",
    ],
    [
      "001",
      "00191878900000050000000002759288002193297817",
      "00190000090275928800021932978170187890000005000",
      "6543",
      5_000,
      "2021-10-30",
    ],
  ])(
    "may begin with the code of another bank, where it is known to: %s at Asaas",
    (code, bars, line, number, cents, day) => {
      expect(
        checkTitle(
          { codigoBarras: bars, linhaDigitavel: line, nossoNumero: number },
          {
            boleto: { amountCents: cents, dueDate: isoDate(day) } as BoletoRecord,
            bankWallet: { ...wallet, bankCode: "461" },
            today: isoDate(day),
          },
        ),
      ).toMatchObject({ ok: true, boleto: { banco: code, nossoNumero: number, campoLivre: bars.slice(19) } });
    },
  );

  it.each([
    ["another amount", title, { amountCents: 35_001 }, "valor"],
    ["another due date", title, { dueDate: isoDate("2026-09-25") }, "vencimento"],
    ["a line of another boleto", { ...title, linhaDigitavel: titleOf().linhaDigitavel }, {}, "não é a do código"],
    ["a wrong check digit", { ...title, codigoBarras: wrongAt(codigoBarras, 4) }, {}, "código de barras"],
    ["no number", { codigoBarras, linhaDigitavel }, {}, "nosso número"],
    [
      "another bank's bar code",
      titleOf({ vencimento: "2026-09-24", valorCentavos: 35_000 }),
      {},
      "o código de barras é do banco 077",
    ],
  ])("is refused with %s", (_, given, more, reason) => {
    expect(checkCora(given, more)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
  });
});

describe("our own short name of a boleto", () => {
  it("fits where a bank takes fifteen letters, and differs where the ids do", () => {
    const names = new Set(Array.from({ length: 5000 }, () => shortReference(crypto.randomUUID())));
    expect(names.size).toBe(5000);
    for (const name of names) expect(name).toMatch(/^[0-9A-Z]{15}$/);
    expect(shortReference("ffffffff-ffff-ffff-ffff-ffffffffffff")).toHaveLength(15);
  });
});
