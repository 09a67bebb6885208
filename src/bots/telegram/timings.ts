/** Timeouts and pauses. The unit is in each name. */
export interface Timings {
  /** Deadline of an API call. It must be below the 20 seconds after which another process may take over the message. */
  deadlineMs: number;
  /** Deadline of the calls that only improve how the chat looks (`courtesy.ts`). */
  courtesyMs: number;
  /** How long Telegram holds a `getUpdates` request open while there are no updates (long polling). */
  pollSeconds: number;
  /** First pause while Telegram cannot be reached. It doubles with each failure. */
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
