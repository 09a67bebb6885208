import type { Deps } from "../deps.ts";

const dayMs = 86_400_000;
/** Records of access: six months (Marco Civil da Internet, art. 15). */
const accessDays = 184;
/** A code that is over has no use; that an origin once proved itself counts for half a year. */
const codeDays = 1;

/**
 * Once a day: removes what is held no longer. Texts go first; that there was a message, and when, stays as the record of
 * access. Attendances, money and the evidence about notices stay.
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
