import { TelegramError } from "telegraf";
import { stateOf } from "./states.ts";

/** How long to leave Telegram alone after a call for news failed, in ms: as it says, or twice as long each time. */
export function pauseAfter(error: unknown, failures: number, pace: Pace): number {
  if (error instanceof TelegramError && error.parameters?.retry_after) return error.parameters.retry_after * 1000;
  if (stateOf(error) === "conflict") return pace.conflictPauseMs;
  return Math.min(pace.firstPauseMs * 2 ** Math.min(failures - 1, 20), pace.longestPauseMs);
}

/** Waits, or less: until the signal. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}

/** How long things may take. */
export interface Pace {
  /** A call that is not answered by then has failed: before others may take the message for left behind (20 s). */
  deadlineMs: number;
  /** The same for calls that only please: taking a keyboard off, stopping a button's wheel. */
  courtesyMs: number;
  /** How long Telegram keeps a question for news open. */
  pollSeconds: number;
  /** Between tries where Telegram cannot be reached: twice as long each time. */
  firstPauseMs: number;
  longestPauseMs: number;
  /** Where another process asks for the same bot's news. */
  conflictPauseMs: number;
}

/** What suits a real bot. */
export const usualPace: Pace = {
  deadlineMs: 8000,
  courtesyMs: 3000,
  pollSeconds: 30,
  firstPauseMs: 1000,
  longestPauseMs: 60_000,
  conflictPauseMs: 30_000,
};
