import type { Deps } from "../deps.ts";

const dayMs = 86_400_000;
/** Access records are kept for six months (Marco Civil da Internet, art. 15). */
const accessDays = 184;
/** An expired code has no use. That an origin once proved itself counts for half a year. */
const codeDays = 1;

/**
 * Daily job: erases data whose retention time is over. Texts go first; the fact and the time of a message stay as the
 * access record. Attendances, payments and the evidence of consent to notices stay.
 */
export async function eraseExpired({ storage, clock, messageTextDays }: Deps): Promise<void> {
  const now = clock.now();
  const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs);
  await storage.eraseExpired({
    textsBefore: daysAgo(messageTextDays),
    accessBefore: daysAgo(accessDays),
    codesBefore: daysAgo(codeDays),
    now,
  });
}
