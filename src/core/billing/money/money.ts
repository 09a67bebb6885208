/** Result of parsing an amount. */
export type ParsedBrl =
  | { kind: "cents"; cents: number }
  | { kind: "refused"; reason: "empty" | "not-an-amount" | "ambiguous" | "too-large" };

/** Formats "R$ 1.112,61", with a plain space; "-R$ 0,05" below zero. Throws RangeError unless cents are whole. */
export function formatBrl(cents: number): string {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`Not whole cents: ${cents}`);
  const digits = String(Math.abs(cents)).padStart(3, "0");
  const reais = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ".");
  return `${cents < 0 ? "-" : ""}R$ ${reais},${digits.slice(-2)}`;
}

/**
 * Reads an amount in reais: "1.234,56", "1234,5", "1234.56", "1.234.567", "109", with or without "R$".
 * Refuses one separator before exactly three digits ("1.234", "1,234") as ambiguous: it may mean thousands or
 * decimals, and a wrong guess bills a thousandfold. Also refuses the American "1,234.56".
 */
export function parseBrl(text: string): ParsedBrl {
  const amount = text
    .trim()
    .replace("\u2212", "-")
    .replace(/^(-?)R\$\s*/i, "$1");
  if (amount === "") return { kind: "refused", reason: "empty" };
  if (/^-?\d{1,3}([.,]\d{3}|(,\d{3})+(\.\d{1,2})?)$/.test(amount)) return { kind: "refused", reason: "ambiguous" };
  const brazilian = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(amount);
  const [, sign, reais, decimals = ""] = brazilian ?? /^(-?)(\d+)\.(\d{1,2})$/.exec(amount) ?? [];
  if (reais === undefined) return { kind: "refused", reason: "not-an-amount" };
  const cents = Number(`${reais.replaceAll(".", "")}${decimals.padEnd(2, "0")}`);
  if (!Number.isSafeInteger(cents)) return { kind: "refused", reason: "too-large" };
  return { kind: "cents", cents: sign === "-" && cents > 0 ? -cents : cents };
}

/** Returns the principal less its abatement; never below zero. */
export function owedCents(principalCents: number, abatementCents = 0): number {
  return Math.max(0, principalCents - abatementCents);
}

/** Divides a product, rounding half up; exact at any size. Throws RangeError if a factor is negative. */
export function ratioHalfUp(factors: readonly number[], divisor: number): number {
  return Number((2n * product(factors) + BigInt(divisor)) / (2n * BigInt(divisor)));
}

/** Like `ratioHalfUp`, but rounds down. */
export function ratioDown(factors: readonly number[], divisor: number): number {
  return Number(product(factors) / BigInt(divisor));
}

function product(factors: readonly number[]): bigint {
  if (factors.some((factor) => factor < 0)) throw new RangeError("Rounding is defined for amounts owed only");
  return factors.map(BigInt).reduce((result, factor) => result * factor, 1n);
}
