import { TelegramError } from "telegraf";
import { stateOf } from "./states.ts";

/** Returns the pause in ms after a failed `getUpdates`: `retry_after` if Telegram sent it, else exponential backoff. */
export function pauseAfter(error: unknown, failures: number, pace: Pace): number {
  if (error instanceof TelegramError && error.parameters?.retry_after) return error.parameters.retry_after * 1000;
  if (stateOf(error) === "conflict") return pace.conflictPauseMs;
  return Math.min(pace.firstPauseMs * 2 ** Math.min(failures - 1, 20), pace.longestPauseMs);
}

/** Waits `ms`, or until the signal aborts. */
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

/** Timeouts and pauses, in the unit that each name says. */
export interface Pace {
  /** Deadline of an API call. Below the 20 s after which another process may take over the message. */
  deadlineMs: number;
  /** Deadline of best-effort calls: removing a keyboard, stopping a button's spinner. */
  courtesyMs: number;
  /** Long polling: how long Telegram holds a `getUpdates` request open. */
  pollSeconds: number;
  /** First pause while Telegram cannot be reached; doubled on each failure. */
  firstPauseMs: number;
  longestPauseMs: number;
  /** Pause while another process polls the same bot. */
  conflictPauseMs: number;
}

/** Defaults for production; tests use shorter ones. */
export const usualPace: Pace = {
  deadlineMs: 8000,
  courtesyMs: 3000,
  pollSeconds: 30,
  firstPauseMs: 1000,
  longestPauseMs: 60_000,
  conflictPauseMs: 30_000,
};
