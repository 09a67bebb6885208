import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutBankCodes } from "../../../src/core/billing/bank-code.ts";
import { buildBoleto } from "../../../src/core/boleto/boleto.ts";
import { mod11 } from "../../../src/core/boleto/check-digits.ts";
import {
  formatLinhaDigitavel,
  readCodigoBarras,
  readLinhaDigitavel,
  toLinhaDigitavel,
} from "../../../src/core/boleto/linha-digitavel.ts";
import { anyBoleto, anyBoletoOf } from "./any-boleto.ts";

const codigoBarras = "00193377100000135000000001238798777770016818";
const linha = "00190000090123879877977700168188337710000013500";
const printed = "00190.00009 01238.798779 77700.168188 3 37710000013500";

describe("linha digitável and código de barras are two writings of one boleto", () => {
  it("turns each into the other", () => {
    expect(toLinhaDigitavel(codigoBarras)).toBe(linha);
    expect(readLinhaDigitavel(linha)).toEqual({ ok: true, codigoBarras });
    expect(readCodigoBarras(codigoBarras)).toEqual({ ok: true, codigoBarras });
  });

  it("is written with dots and spaces", () => {
    expect(formatLinhaDigitavel(linha)).toBe(printed);
  });

  it.each([printed, ` ${printed} `, printed.replaceAll(" ", ""), linha.replace(/(.{4})/g, "$1 "), `${linha}\n`])(
    "is read with or without punctuation: %j",
    (text) => {
      expect(readLinhaDigitavel(text)).toEqual({ ok: true, codigoBarras });
    },
  );

  it.each([...layoutBankCodes])(
    "comes back unchanged for any boleto of bank %s, campo livre always 25 digits",
    (code) => {
      fc.assert(
        fc.property(anyBoletoOf(code), (input) => {
          const boleto = built(input);
          expect(boleto.campoLivre).toMatch(/^\d{25}$/);
          expect(readLinhaDigitavel(formatLinhaDigitavel(boleto.linhaDigitavel))).toEqual({
            ok: true,
            codigoBarras: boleto.codigoBarras,
          });
          expect(toLinhaDigitavel(boleto.codigoBarras)).toBe(boleto.linhaDigitavel);
        }),
      );
    },
  );
});

describe("a wrong linha or bar code is refused, saying where", () => {
  it.each([
    ["", "linhaDigitavel"],
    [linha.slice(1), "linhaDigitavel"],
    [`${linha}0`, "linhaDigitavel"],
    [linha.replace("9", "O"), "linhaDigitavel"],
    [`8${"0".repeat(47)}`, "linhaDigitavel"],
    [changed(linha, 5, 1), "linhaDigitavel.campo1"],
    [changed(linha, 9, 1), "linhaDigitavel.campo1"],
    [changed(linha, 12, 1), "linhaDigitavel.campo2"],
    [changed(linha, 25, 1), "linhaDigitavel.campo3"],
    [changed(linha, 32, 1), "linhaDigitavel.dv"],
    [changed(linha, 46, 1), "linhaDigitavel.dv"],
  ])("%j: %s", (text, field) => {
    expect(readLinhaDigitavel(text)).toMatchObject({ ok: false, error: { field } });
  });

  it.each([
    ["", "codigoBarras"],
    [codigoBarras.slice(1), "codigoBarras"],
    [codigoBarras.replace("9", "x"), "codigoBarras"],
    [`8${"0".repeat(43)}`, "codigoBarras"],
    [changed(codigoBarras, 4, 1), "codigoBarras.dv"],
    [changed(codigoBarras, 43, 1), "codigoBarras.dv"],
  ])("%j: %s", (text, field) => {
    expect(readCodigoBarras(text)).toMatchObject({ ok: false, error: { field } });
  });
});

describe("one wrong digit is noticed", () => {
  const wrong = fc.record({ at: fc.nat(46), shift: fc.integer({ min: 1, max: 9 }) });

  it("anywhere in the linha's first three fields and its general digit; in due date and amount unless that is 1", () => {
    fc.assert(
      fc.property(anyBoleto(), wrong, (input, { at, shift }) => {
        const boleto = built(input);
        const read = readLinhaDigitavel(changed(boleto.linhaDigitavel, at, shift));
        if (at <= 32 || boleto.linhaDigitavel[32] !== "1") expect(read.ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it("anywhere in the bar code, unless both readings fold to the general digit 1", () => {
    let missed = 0;
    fc.assert(
      fc.property(anyBoleto(), wrong, (input, { at, shift }) => {
        const { codigoBarras: right } = built(input);
        const altered = changed(right, at % 44, shift);
        const folded = at % 44 !== 4 && [right, altered].every((code) => [1, 10, 11].includes(mod11(withoutDv(code))));
        // A leading 8 is refused for another reason: it is not a boleto.
        expect(readCodigoBarras(altered).ok).toBe(folded && !altered.startsWith("8"));
        if (folded) missed++;
      }),
      { numRuns: 2000, seed: 1 },
    );
    // The exception is real, not a way out for the test.
    expect(missed).toBeGreaterThan(0);
  });

  it("does pass in this amount, whose general digit is 1 either way", () => {
    const right = [...Array(1000).keys()]
      .map((cents) => built({ ...sample, valorCentavos: cents * 10 }).codigoBarras)
      .find((code) => code[4] === "1" && mod11(withoutDv(code)) === 10);
    const others = Array.from({ length: 9 }, (_, shift) => changed(right ?? "", 18, shift + 1));
    expect(others.filter((code) => readCodigoBarras(code).ok).length).toBeGreaterThan(0);
  });
});

const sample = {
  banco: "237" as const,
  agencia: "1234",
  conta: "0056789",
  carteira: "09",
  nossoNumero: "00000000001",
  vencimento: "2026-12-10",
};

function built(input: unknown) {
  const result = buildBoleto(input);
  if (!result.ok) throw new Error(`${result.error.field}: ${result.error.message}`);
  return result.boleto;
}

function withoutDv(code: string): string {
  return code.slice(0, 4) + code.slice(5);
}

function changed(digits: string, at: number, shift: number): string {
  return digits.slice(0, at) + ((Number(digits[at]) + shift) % 10) + digits.slice(at + 1);
}
