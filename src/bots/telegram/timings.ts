/** Timeouts and pauses, in the unit that each name says. */
export interface Timings {
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

/** The values in production. Tests use shorter ones. */
export const usualTimings: Timings = {
  deadlineMs: 8000,
  courtesyMs: 3000,
  pollSeconds: 30,
  firstPauseMs: 1000,
  longestPauseMs: 60_000,
  conflictPauseMs: 30_000,
};
