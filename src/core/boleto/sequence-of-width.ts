/** The sequence numbers of a plain number at that many digits: 1 up to all nines. */
export function sequenceOfWidth(digits: number): { min: number; max: number } {
  return { min: 1, max: 10 ** digits - 1 };
}
