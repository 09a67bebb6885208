/** An event as it goes out. */
export interface OutgoingEvent extends Record<string, unknown> {
  /** Its place in the feed. */
  id: string;
}

/** How far the events went out, for one endpoint. */
export interface EventOutbox {
  /** Is there anything to send now? Gives a name that changes as sending goes on; undefined for nothing. */
  waiting(now: Date): Promise<string | undefined>;
  /** The next events, this process's until then; undefined where there are none, or another has them. */
  claim(of: {
    now: Date;
    claimedUntil: Date;
    limit: number;
  }): Promise<{ events: readonly OutgoingEvent[]; attempts: number } | undefined>;
  /** Dealt with up to this one; `error` where it was given up. */
  passed(event: OutgoingEvent, now: Date, error?: string): Promise<void>;
  /** Not taken: tried again then. */
  failed(attempts: number, nextTryAt: Date): Promise<void>;
  release(): Promise<void>;
}

/** Sends an event to the provider's own system. Gives why that did not take it, or nothing where it did. */
export type EventSender = (event: OutgoingEvent, now: Date) => Promise<string | undefined>;
