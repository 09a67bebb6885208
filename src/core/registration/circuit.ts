const failuresToOpen = 5;
const shortestMs = 60_000;
const longestMs = 10 * 60_000;

/**
 * Returns until when a bank is not called because of failures in a row: for one minute after the fifth failure, and for
 * twice as long after each further one, up to ten minutes. Returns undefined below five failures.
 */
export function circuitOpenUntil(failures: number, now: Date): Date | undefined {
  if (failures < failuresToOpen) return undefined;
  return new Date(now.getTime() + Math.min(shortestMs * 2 ** (failures - failuresToOpen), longestMs));
}

const refusedMs = 15 * 60_000;

/** Returns the moment until which a bank is not called after it refused us (permission, certificate). */
export const refusedUntil = (now: Date): Date => new Date(now.getTime() + refusedMs);
