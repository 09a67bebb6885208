/**
 * Computes the modulo 10 check digit, 0 to 9: weights 2, 1, 2, 1… from the right, digit sums of the products added up,
 * and the difference to the next multiple of ten.
 */
export function mod10(digits: string): number {
  let sum = 0;
  for (let index = digits.length - 1, weight = 2; index >= 0; index--, weight = 3 - weight) {
    const product = digitAt(digits, index) * weight;
    sum += product > 9 ? product - 9 : product;
  }
  return (10 - (sum % 10)) % 10;
}

/**
 * Computes modulo 11, 1 to 11: weights 2 to `lastWeight` from the right, repeated; 11 minus the remainder. Each bank
 * has its own rule for 10 and 11.
 */
export function mod11(digits: string, lastWeight = 9): number {
  let sum = 0;
  for (let index = digits.length - 1, weight = 2; index >= 0; index--) {
    sum += digitAt(digits, index) * weight;
    weight = weight === lastWeight ? 2 : weight + 1;
  }
  return 11 - (sum % 11);
}

/** Like `mod11`, but 10 and 11 become 0, as at most banks. */
export function mod11OrZero(digits: string): number {
  const digit = mod11(digits);
  return digit > 9 ? 0 : digit;
}

/** Returns the general check digit (position 5) of a bar code from its other 43: modulo 11, 10 and 11 become 1. */
export function generalDv(fortyThree: string): number {
  const digit = mod11(fortyThree);
  return digit > 9 ? 1 : digit;
}

function digitAt(digits: string, index: number): number {
  return digits.charCodeAt(index) - 48;
}

/** Returns the range of a plain sequence with that many digits: 1 up to all nines. */
export function sequenceOfWidth(digits: number): { min: number; max: number } {
  return { min: 1, max: 10 ** digits - 1 };
}
