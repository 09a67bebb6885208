import { generalDv, mod10 } from "./check-digits.ts";
import { type Refused, refuse } from "./refusal.ts";

/**
 * Converts a bar code (44 digits) to a linha digitável (47 digits). The check digits are not verified;
 * `readCodigoBarras` does that.
 */
export function toLinhaDigitavel(codigoBarras: string): string {
  const field1 = codigoBarras.slice(0, 4) + codigoBarras.slice(19, 24);
  const field2 = codigoBarras.slice(24, 34);
  const field3 = codigoBarras.slice(34);
  const tail = codigoBarras.slice(4, 19);
  return `${field1}${mod10(field1)}${field2}${mod10(field2)}${field3}${mod10(field3)}${tail}`;
}

/** Formats 47 digits as "00190.00009 01238.798779 77700.168188 3 37710000013500". */
export function formatLinhaDigitavel(linha: string): string {
  return linha.replace(/^(.{5})(.{5})(.{5})(.{6})(.{5})(.{6})(.)(.{14})$/, "$1.$2 $3.$4 $5.$6 $7 $8");
}

/**
 * Converts a linha digitável, with or without dots and spaces, to the 44 digits of a bar code. Refuses a wrong length,
 * anything but digits, and a wrong check digit, which the refusal names: `linhaDigitavel.campo1` to `campo3`, or
 * `linhaDigitavel.dv`.
 *
 * Any single wrong digit is detected, with one exception: three remainders of modulo 11 give the general check digit 1,
 * so if the right general digit is 1, a wrong digit in the due date or the amount may not be noticed.
 */
export function readLinhaDigitavel(text: string): { ok: true; codigoBarras: string } | Refused {
  const linha = text.replace(/[\s.-]/g, "");
  const shape = refuseShape(linha, "linhaDigitavel", 47);
  if (shape) return shape;
  const fields = [linha.slice(0, 10), linha.slice(10, 21), linha.slice(21, 32)];
  for (const [index, field] of fields.entries()) {
    if (String(mod10(field.slice(0, -1))) !== field.slice(-1))
      return refuse(
        `linhaDigitavel.campo${index + 1}`,
        `Há um número errado no ${index + 1}º campo da linha digitável.`,
      );
  }
  const [field1 = "", field2 = "", field3 = ""] = fields.map((field) => field.slice(0, -1));
  const codigoBarras = `${field1.slice(0, 4)}${linha.slice(32)}${field1.slice(4)}${field2}${field3}`;
  return verifyGeneralDv(codigoBarras, "linhaDigitavel.dv", "na linha digitável");
}

/**
 * Verifies the 44 digits of a bar code, and removes spaces. A refusal names `codigoBarras`, or `codigoBarras.dv` if the
 * general check digit is wrong. Any single wrong digit is detected, unless the general digit is 1 for the wrong as well
 * as for the right digits.
 */
export function readCodigoBarras(text: string): { ok: true; codigoBarras: string } | Refused {
  const codigoBarras = text.replace(/\s/g, "");
  return (
    refuseShape(codigoBarras, "codigoBarras", 44) ??
    verifyGeneralDv(codigoBarras, "codigoBarras.dv", "no código de barras")
  );
}

function refuseShape(digits: string, field: string, length: number): Refused | undefined {
  if (!/^\d*$/.test(digits)) return refuse(field, "Só pode ter números.");
  if (digits.startsWith("8") && (digits.length === 48 || digits.length === 44))
    return refuse(field, "Isto é uma conta de consumo ou um tributo, não um boleto de cobrança.");
  if (digits.length !== length) return refuse(field, `Precisa ter ${length} números, mas tem ${digits.length}.`);
  return undefined;
}

function verifyGeneralDv(codigoBarras: string, field: string, where: string) {
  const others = codigoBarras.slice(0, 4) + codigoBarras.slice(5);
  return String(generalDv(others)) === codigoBarras[4]
    ? { ok: true as const, codigoBarras }
    : refuse(field, `Há um número errado ${where}: o dígito verificador geral não confere.`);
}
