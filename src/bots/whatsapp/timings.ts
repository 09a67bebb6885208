/** Timeouts and pauses, in milliseconds. Tests use shorter ones. */
export const usualTimings = {
  /** From the launch of Chromium until it shows a QR code or is ready. */
  openingMs: 120_000,
  /** Interval at which the watchdog looks at the page. */
  lookEveryMs: 2_000,
  /** If the library has not noticed for this long that the page has synchronised, it is told. */
  wakeAfterMs: 5_000,
  /** Deadline of one call to the page. */
  callMs: 10_000,
  sendMs: 20_000,
  /** From giving a message to the page until the network acknowledges it. */
  ackMs: 5_000,
  /** The page shows a new QR code every 20 seconds. Without a new one for this long, it has given up. */
  qrMs: 180_000,
  closeMs: 8_000,
  drainMs: 10_000,
  /** Pause before a new client is opened. It doubles with each failure. */
  firstPauseMs: 1_000,
  longestPauseMs: 60_000,
  /** Pause after another device or process took over the session. */
  conflictPauseMs: 30_000,
  /**
   * Short enough for another process to have taken over, including the start of Chromium, within 30 seconds after a
   * crash.
   */
  leaseMs: 12_000,
  heartbeatMs: 3_000,
  memoryEveryMs: 30_000,
  /** Minimum and maximum gap between notices to different people. */
  noticeGapMs: [4_000, 12_000] as readonly [number, number],
  /** The page is restarted if it holds a message for this long without sending it. */
  stuckMs: 60_000,
  /** A message of our own that the outbox does not know for this long was written by a person. */
  echoMs: 30_000,
  /** Unread messages that are older than this are left to human agents. */
  unreadForMs: 24 * 3_600_000,
};

export type Timings = typeof usualTimings;
