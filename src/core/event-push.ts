/** An event in the form in which it is sent. */
export interface OutgoingEvent extends Record<string, unknown> {
  /** Position in the event feed. */
  id: string;
}

/** Delivery progress of the event feed to one endpoint. */
export interface EventOutbox {
  /** Returns a key that changes as delivery advances; undefined if nothing is due now. */
  waiting(now: Date): Promise<string | undefined>;
  /** Claims the next events until `claimedUntil`; undefined if there are none or another process has them. */
  claim(options: {
    now: Date;
    claimedUntil: Date;
    limit: number;
  }): Promise<{ events: readonly OutgoingEvent[]; attempts: number } | undefined>;
  /** Marks all events up to this one as done; `error` if this one was given up. */
  passed(event: OutgoingEvent, now: Date, error?: string): Promise<void>;
  /** Records a failed attempt; the events are due again at `nextTryAt`. */
  failed(attempts: number, nextTryAt: Date): Promise<void>;
  release(): Promise<void>;
}

/** Sends an event to the provider's ERP. Returns the reason if it was not accepted, undefined if it was. */
export type EventSender = (event: OutgoingEvent, now: Date) => Promise<string | undefined>;
