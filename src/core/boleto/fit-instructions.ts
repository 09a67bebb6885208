/**
 * Lays instructions out in at most `most` rows. Each starts a row of its own; if the rows do not suffice, they follow
 * one another as running text. If even that is too long, whole instructions are left out from the first on: the
 * conditions of payment come last. An instruction that alone is too long loses its end.
 */
export function fitInstructions(
  instructions: readonly string[],
  /** Splits a text into rows between its words. */
  wrap: (text: string) => string[],
  most: number,
): string[] {
  for (let first = 0; first < instructions.length; first++) {
    const kept = instructions.slice(first);
    const separate = kept.flatMap(wrap);
    if (separate.length <= most) return separate;
    const running = wrap(kept.join(" "));
    if (running.length <= most || kept.length === 1) return running.slice(0, most);
  }
  return [];
}
