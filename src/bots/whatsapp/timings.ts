/** Timeouts and pauses, in milliseconds. Tests use shorter ones. */
export const usualTimings = {
  /** From the launch of Chromium to a QR code or to ready. */
  openingMs: 120_000,
  /** Interval of the watchdog. */
  lookEveryMs: 2_000,
  /** The library is notified if it has not noticed a completed sync for this long. */
  wakeAfterMs: 5_000,
  /** Deadline of one call to the page. */
  callMs: 10_000,
  sendMs: 20_000,
  /** From handing a message to the page to the network's ack. */
  ackMs: 5_000,
  /** A new QR code appears every 20 s; without one for this long the page has given up. */
  qrMs: 180_000,
  closeMs: 8_000,
  drainMs: 10_000,
  /** Pause before a new client is opened, doubled on each failure. */
  firstPauseMs: 1_000,
  longestPauseMs: 60_000,
  /** Pause after another device or process took over the session. */
  conflictPauseMs: 30_000,
  /** Short enough that another process has taken over, Chromium included, within 30 s of a crash. */
  leaseMs: 12_000,
  heartbeatMs: 3_000,
  memoryEveryMs: 30_000,
  /** Minimum and maximum gap between notices to different people. */
  noticeGapMs: [4_000, 12_000] as readonly [number, number],
  /** The page is restarted if it holds a message for this long without sending it. */
  stuckMs: 60_000,
  /** Older unread messages are left to people. */
  unreadForMs: 24 * 3_600_000,
};

export type Timings = typeof usualTimings;
