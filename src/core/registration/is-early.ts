/** If registering or withdrawing a boleto takes longer than this, somebody has to call the bank. */
export const escalateAfterMs = 24 * 3_600_000;

/** Tolerance for the clock of the database, by which the queue works and which may be slightly ahead of ours. */
const skewMs = 1000;

/**
 * Returns true if the next look-up is not due yet. The job that asks is then a duplicate, and the one that is due later
 * does the work.
 */
export function isEarly({ nextLookUpAt }: { nextLookUpAt?: Date }, now: Date): boolean {
  return nextLookUpAt !== undefined && nextLookUpAt.getTime() - now.getTime() > skewMs;
}
