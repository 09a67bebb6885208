/** A message that did not go for so long, or of which nothing was heard, says nothing that still helps. */
export const givesUpAfterMs = 24 * 3_600_000;
