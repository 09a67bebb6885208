/** Spaces what we begin ourselves: Telegram takes 30 messages a second over all chats. Answers are not paced. */
export function createPacer(perSecond: number): () => Promise<void> {
  const gapMs = 1000 / perSecond;
  let nextAt = 0;
  return () => {
    const now = performance.now();
    const at = Math.max(now, nextAt);
    nextAt = at + gapMs;
    return at === now ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, at - now));
  };
}
