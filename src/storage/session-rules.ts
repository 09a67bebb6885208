const idleMs = 2 * 60 * 60_000;
const longestMs = 12 * 60 * 60_000;
/** `lastSeenAt` is written again only after this time, in milliseconds. */
const grainMs = 60_000;

/** A session ends after two hours in which it was not used, and after twelve hours in any case. */
export const sessionRules = {
  lives: (now: Date) => ({
    createdAt: { gt: new Date(now.getTime() - longestMs) },
    lastSeenAt: { gt: new Date(now.getTime() - idleMs) },
  }),
  isStale: (lastSeenAt: Date, now: Date) => now.getTime() - lastSeenAt.getTime() > grainMs,
};
