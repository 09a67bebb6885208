import { TelegramError } from "telegraf";
import type { ChannelDesk } from "../../core/channel-ports.ts";
import { errorName } from "../../core/privacy/error-name.ts";
import type { Logger } from "../../logger.ts";

/** Connection state of the bot, as shown to the operator. */
export type TelegramState = "opening" | "ready" | "lost" | "conflict" | "token-refused";

const logMessages: Record<TelegramState, string> = {
  opening: "Telegram: opening",
  ready: "Telegram: ready",
  lost: "Telegram cannot be reached; it is tried again",
  conflict:
    "Another process asks Telegram for this bot's messages with the same token: stop one of the two. This one goes on trying",
  "token-refused": "Telegram does not take TELEGRAM_BOT_TOKEN: get a new one from BotFather",
};
const conflictToldAgainMs = 3_600_000;

/** Keeps the connection state and reports each change, once, to the log and to the page of the operator. */
export function createConnectionState(desk: Pick<ChannelDesk, "report">, logger: Logger) {
  let state: TelegramState | undefined;
  let bot: { username: string; botId: number } | undefined;
  let conflictToldAt = Number.NEGATIVE_INFINITY;
  return {
    /**
     * Sets the name and the id of the bot. Both are reported with each state, and links to the bot are built from them.
     */
    identify(username: string, botId: number): void {
      bot = { username, botId };
    },
    async enter(next: TelegramState, error?: unknown): Promise<void> {
      if (next === state) return;
      state = next;
      const again = next === "conflict" && performance.now() - conflictToldAt < conflictToldAgainMs;
      if (next === "conflict" && !again) conflictToldAt = performance.now();
      const why = error instanceof Error ? { reason: errorName(error) } : {};
      const level = next === "opening" || next === "ready" || again ? "info" : "error";
      logger[level]({ state: next, ...why }, logMessages[next]);
      // A failed report must not disturb the bot. Only the operator's page is out of date then.
      await desk
        .report({ state: next, ...(bot && { detail: bot }) })
        .catch((err: unknown) => logger.warn({ err }, "state not kept"));
    },
  };
}

/** Returns the state that a failed call implies. */
export function stateOf(error: unknown): TelegramState {
  if (!(error instanceof TelegramError)) return "lost";
  if (error.code === 409) return "conflict";
  return error.code === 401 || error.code === 404 ? "token-refused" : "lost";
}
