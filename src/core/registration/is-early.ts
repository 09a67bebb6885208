/** A bank that is late by so much, with registering a boleto or with taking it back, is a person's to call. */
export const escalateAfterMs = 24 * 3_600_000;

/** The queue goes by the database's clock, which may be a little ahead of ours. */
const skewMs = 1000;

/** Is the bank asked again only later? Then this job is a repeat, and the one that is due then goes on. */
export function isEarly({ nextLookUpAt }: { nextLookUpAt?: Date }, now: Date): boolean {
  return nextLookUpAt !== undefined && nextLookUpAt.getTime() - now.getTime() > skewMs;
}
