/** After this delay in registering or withdrawing a boleto, a person has to call the bank. */
export const escalateAfterMs = 24 * 3_600_000;

/** Tolerance for the database's clock, which times the queue and may be slightly ahead of ours. */
const skewMs = 1000;

/** Returns true if the next look-up is not due yet: this job is a duplicate, and the one due then continues. */
export function isEarly({ nextLookUpAt }: { nextLookUpAt?: Date }, now: Date): boolean {
  return nextLookUpAt !== undefined && nextLookUpAt.getTime() - now.getTime() > skewMs;
}
