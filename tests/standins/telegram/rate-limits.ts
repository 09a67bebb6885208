import { BotApiError } from "./bot-api-error.ts";

/** How much a bot may say. Per chat a burst passes, then one message a second; 30 a second over all chats. */
export interface Limits {
  chatBurst: number;
  chatPerSecond: number;
  overallPerSecond: number;
}

/** What the real one is known to let through. */
export const usualLimits: Limits = { chatBurst: 20, chatPerSecond: 1, overallPerSecond: 30 };

/** Counts messages by the real clock and refuses what is too many. */
export function createRateLimits(limits: Limits | undefined): (chatId: number) => void {
  const buckets = new Map<number, { left: number; at: number }>();
  const overall = 0;
  const take = (key: number, burst: number, perSecond: number): void => {
    const now = performance.now();
    const bucket = buckets.get(key) ?? { left: burst, at: now };
    const left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond);
    if (left < 1) {
      const seconds = Math.ceil((1 - left) / perSecond);
      throw new BotApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
    }
    buckets.set(key, { left: left - 1, at: now });
  };
  return (chatId) => {
    if (!limits) return;
    take(chatId, limits.chatBurst, limits.chatPerSecond);
    take(overall, limits.overallPerSecond, limits.overallPerSecond);
  };
}
