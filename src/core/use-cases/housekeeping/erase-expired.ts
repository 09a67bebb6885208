import type { Deps } from "../deps.ts";

const dayMs = 86_400_000;
/** Days for which access records are kept: six months (Marco Civil da Internet, art. 15). */
const accessDays = 184;
/**
 * Days for which an expired code is kept. A code that was used is kept for half a year, because it shows that the
 * subscriber was proven from that origin.
 */
const codeDays = 1;

/**
 * Daily job: erases data whose retention time is over. Texts go first; that there was a message, and when, stays as the
 * access record. Attendances, payments, and the evidence of choices about reminders stay.
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
