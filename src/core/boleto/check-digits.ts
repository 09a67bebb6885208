/**
 * Modulo 10 of a string of digits: weights 2, 1, 2, 1… from the right, the digits of each product added up, and what
 * is missing to the next ten. 0 to 9.
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
 * Modulo 11 of a string of digits: weights 2 to `lastWeight` from the right, over and over; 11 less the rest. 1 to 11:
 * each bank says by itself what becomes of 10 and 11.
 */
export function mod11(digits: string, lastWeight = 9): number {
  let sum = 0;
  for (let index = digits.length - 1, weight = 2; index >= 0; index--) {
    sum += digitAt(digits, index) * weight;
    weight = weight === lastWeight ? 2 : weight + 1;
  }
  return 11 - (sum % 11);
}

/** As `mod11`, with 10 and 11 as 0: the rule of most banks for their own numbers. */
export function mod11OrZero(digits: string): number {
  const digit = mod11(digits);
  return digit > 9 ? 0 : digit;
}

/** The general digit (position 5) over the 43 others of a bar code: modulo 11, with 10 and 11 as 1. Never 0. */
export function generalDv(fortyThree: string): number {
  const digit = mod11(fortyThree);
  return digit > 9 ? 1 : digit;
}

function digitAt(digits: string, index: number): number {
  return digits.charCodeAt(index) - 48;
}

/** The sequence numbers of a plain number at that many digits: 1 up to all nines. */
export function sequenceOfWidth(digits: number): { min: number; max: number } {
  return { min: 1, max: 10 ** digits - 1 };
}
