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
