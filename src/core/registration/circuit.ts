const patience = 5;
const shortestMs = 60_000;
const longestMs = 10 * 60_000;

/** Until when a bank is left alone after so many failures in a row: from the fifth on, a minute and twice as long each time. */
export function circuitOpenUntil(failures: number, now: Date): Date | undefined {
  if (failures < patience) return undefined;
  return new Date(now.getTime() + Math.min(shortestMs * 2 ** (failures - patience), longestMs));
}
