/**
 * Computes the check digit of modulo 10, 0 to 9: the digits are multiplied by 2, 1, 2, 1 … from the right, the digits
 * of the products are added up, and the result is what is missing to the next multiple of ten.
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
 * Computes modulo 11, with a result from 1 to 11: from the right, the digits are multiplied by the weights 2, 3 …
 * `lastWeight`, then again from 2 on, and the result is 11 minus the remainder of their sum. What 10 and 11 become,
 * each bank decides for itself.
 */
export function mod11(digits: string, lastWeight = 9): number {
  let sum = 0;
  for (let index = digits.length - 1, weight = 2; index >= 0; index--) {
    sum += digitAt(digits, index) * weight;
    weight = weight === lastWeight ? 2 : weight + 1;
  }
  return 11 - (sum % 11);
}

/** Computes modulo 11 like `mod11`, but 10 and 11 become 0, as they do at most banks. */
export function mod11OrZero(digits: string): number {
  const digit = mod11(digits);
  return digit > 9 ? 0 : digit;
}

/**
 * Returns the general check digit of a bar code (position 5), computed from the other 43 digits: modulo 11, where 10
 * and 11 become 1.
 */
export function generalDv(fortyThree: string): number {
  const digit = mod11(fortyThree);
  return digit > 9 ? 1 : digit;
}

function digitAt(digits: string, index: number): number {
  return digits.charCodeAt(index) - 48;
}

/** Returns the range of a sequence number with this many digits: from 1 to the number that consists of nines. */
export function sequenceOfWidth(digits: number): { min: number; max: number } {
  return { min: 1, max: 10 ** digits - 1 };
}
