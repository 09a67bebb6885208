import { generalDv } from "./check-digits.ts";
import { toLinhaDigitavel } from "./linha-digitavel.ts";

/** The part of a boleto that every bank composes alike, from what only the bank knows: the campo livre of 25 digits. */
export function composeBars({
  bankCode,
  factor,
  valueCents,
  campoLivre,
}: {
  bankCode: string;
  /** The due date as 4 digits (`encodeFatorVencimento`). */
  factor: string;
  valueCents: number;
  campoLivre: string;
}): { codigoBarras: string; linhaDigitavel: string } {
  const tail = `${factor}${String(valueCents).padStart(10, "0")}${campoLivre}`;
  const codigoBarras = `${bankCode}9${generalDv(`${bankCode}9${tail}`)}${tail}`;
  return { codigoBarras, linhaDigitavel: toLinhaDigitavel(codigoBarras) };
}
