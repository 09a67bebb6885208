import { TelegramError } from "telegraf";
import type { Pace } from "./pace.ts";
import { stateOf } from "./states.ts";

/** How long to leave Telegram alone after a call for news failed, in ms: as it says, or twice as long each time. */
export function pauseAfter(error: unknown, failures: number, pace: Pace): number {
  if (error instanceof TelegramError && error.parameters?.retry_after) return error.parameters.retry_after * 1000;
  if (stateOf(error) === "conflict") return pace.conflictPauseMs;
  return Math.min(pace.firstPauseMs * 2 ** Math.min(failures - 1, 20), pace.longestPauseMs);
}
