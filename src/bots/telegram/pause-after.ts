import { TelegramError } from "telegraf";
import { stateOf } from "./connection-state.ts";
import type { Timings } from "./timings.ts";

/**
 * Returns the pause after a failed `getUpdates`, in milliseconds: the one that Telegram asked for (`retry_after`), or
 * one that doubles with each failure.
 */
export function pauseAfter(error: unknown, failures: number, timings: Timings): number {
  if (error instanceof TelegramError && error.parameters?.retry_after) return error.parameters.retry_after * 1000;
  if (stateOf(error) === "conflict") return timings.conflictPauseMs;
  return Math.min(timings.firstPauseMs * 2 ** Math.min(failures - 1, 20), timings.longestPauseMs);
}

/** Waits `ms` milliseconds, or until the signal aborts. */
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
