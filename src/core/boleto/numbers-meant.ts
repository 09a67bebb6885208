import type { BankCode } from "../billing/bank-code.ts";
import { accountValues } from "./account-values.ts";
import type { BankAccount } from "./boleto-values.ts";
import { layoutOf } from "./layout-of.ts";

/**
 * Returns the nossos números, as stored, that a bank may mean by these digits: banks write a number with or without its
 * leading zeros, its convênio and its check digit. Those whose check digit is right come first.
 */
export function numbersMeant(bankCode: BankCode, account: BankAccount, written: string): readonly string[] {
  const layout = layoutOf(bankCode);
  // Only the bank knows how its numbers are made.
  if (!layout) return [written];
  const { digits, dv, full } = layout.nossoNumero;
  const values = accountValues(layout, account);
  const given = withoutZeros(written);
  const found: { number: string; hasDv: boolean }[] = [];
  for (const width of digits(values))
    for (const [hasDv, body] of [
      [true, given.slice(0, -1)],
      [false, given],
    ] as const) {
      const number = body.slice(-width).padStart(width, "0");
      const forms = [number, full?.({ ...values, nossoNumero: number, valorCentavos: 1 }) ?? number];
      const digit = hasDv ? (dv?.({ ...values, nossoNumero: number, valorCentavos: 1 }) ?? "") : "";
      if (hasDv && digit === "") continue;
      if (forms.some((form) => withoutZeros(form + digit) === given)) found.push({ number, hasDv });
    }
  const sorted = found.toSorted((one, other) => Number(other.hasDv) - Number(one.hasDv));
  return [...new Set(sorted.map(({ number }) => number))];
}

const withoutZeros = (digits: string) => digits.replace(/^0+(?=.)/, "");
