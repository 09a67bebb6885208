/** How long things may take, in milliseconds. Tests have less patience. */
export const usualTimings = {
  /** From the launch of Chromium to a QR code or to ready. */
  openingMs: 120_000,
  /** Looks after the page again and again. */
  lookEveryMs: 2_000,
  /** Everything is there and the library has not noticed for so long: it is told. */
  wakeAfterMs: 5_000,
  /** One answer of the page. */
  callMs: 10_000,
  sendMs: 20_000,
  /** From "written down" to "the network has it". */
  ackMs: 5_000,
  /** A QR code is followed by the next within 20 s; without one for so long the page has given up. */
  qrMs: 180_000,
  closeMs: 8_000,
  drainMs: 10_000,
  /** Between two lives of the client, doubled each time. */
  firstPauseMs: 1_000,
  longestPauseMs: 60_000,
  /** After somebody else took the session over. */
  conflictPauseMs: 30_000,
  /** Another process has the number, and its Chromium open, within 30 s of this one's death. */
  leaseMs: 12_000,
  heartbeatMs: 3_000,
  memoryEveryMs: 30_000,
  /** Between two notices to different people, at least and at most. */
  noticeGapMs: [4_000, 12_000] as readonly [number, number],
  /** A message that the page holds for so long without sending it. */
  stuckMs: 60_000,
  /** Older unread messages are somebody else's to answer. */
  unreadForMs: 24 * 3_600_000,
};

export type Timings = typeof usualTimings;
