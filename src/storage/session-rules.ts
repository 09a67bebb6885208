const idleMs = 2 * 60 * 60_000;
const longestMs = 12 * 60 * 60_000;
/** So fine is it known when a session was last used. */
const grainMs = 60_000;

/** How long a browser stays logged in: over after two hours of rest, and after twelve in any case. */
export const sessionRules = {
  lives: (now: Date) => ({
    createdAt: { gt: new Date(now.getTime() - longestMs) },
    lastSeenAt: { gt: new Date(now.getTime() - idleMs) },
  }),
  isStale: (lastSeenAt: Date, now: Date) => now.getTime() - lastSeenAt.getTime() > grainMs,
};
