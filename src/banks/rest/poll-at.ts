const longestMs = 5 * 60_000;

/** When asking again is worth it: after the first pause, then twice as long each time, five minutes at most. */
export function pollAt({ lookUps }: { lookUps: number }, now: Date, firstMs: number): Date {
  return new Date(now.getTime() + Math.min(firstMs * 2 ** Math.min(lookUps, 10), longestMs));
}
