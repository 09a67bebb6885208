/** An event in the form in which it is posted. */
export interface OutgoingEvent extends Record<string, unknown> {
  /** Position in the feed of events. */
  id: string;
}

/** How far the feed of events was sent to an endpoint. */
export interface EventOutbox {
  /** Returns a key that changes as events are sent; undefined if no event is due now. */
  waiting(now: Date): Promise<string | undefined>;
  /**
   * Claims the next events for this process until `claimedUntil`; undefined if there are none or another process has
   * claimed them.
   */
  claim(options: {
    now: Date;
    claimedUntil: Date;
    limit: number;
  }): Promise<{ events: readonly OutgoingEvent[]; attempts: number } | undefined>;
  /** Marks all events up to this one as done. `error` is set if this one was given up. */
  passed(event: OutgoingEvent, now: Date, error?: string): Promise<void>;
  /** Records a failed attempt. The events are due again at `nextTryAt`. */
  failed(attempts: number, nextTryAt: Date): Promise<void>;
  release(): Promise<void>;
}

/** Posts an event to the provider's own system. Returns undefined if it was accepted, otherwise the reason. */
export type EventSender = (event: OutgoingEvent, now: Date) => Promise<string | undefined>;
