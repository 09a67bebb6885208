import type { EventOutbox, EventSender } from "../../event-push.ts";
import type { Clock } from "../../ports.ts";

const batchSize = 50;
/** Longer than it may take to send all events of one claim, in milliseconds. */
const claimMs = 10 * 60_000;
const firstPauseMs = 10_000;
const maxPauseMs = 3_600_000;
/** Number of attempts. Together with the pauses between them they take more than half a day. */
const lastAttempt = 20;

/** What sending events to the provider's own system needs. */
export interface EventPush {
  outbox: EventOutbox;
  send: EventSender;
  clock: Clock;
}

/**
 * Job: sends the events to the provider's own system, in order, each at least once. An event that is refused at every
 * attempt becomes a dead letter, and those behind it are sent.
 */
export async function pushEvents({ outbox, send, clock }: EventPush): Promise<void> {
  for (;;) {
    const now = clock.now();
    const claim = await outbox.claim({ now, claimedUntil: new Date(now.getTime() + claimMs), limit: batchSize });
    if (!claim) return;
    let attempts = claim.attempts;
    try {
      for (const event of claim.events) {
        const error = await send(event, clock.now());
        if (error !== undefined && ++attempts < lastAttempt) {
          const pauseMs = Math.min(firstPauseMs * 2 ** (attempts - 1), maxPauseMs);
          return await outbox.failed(attempts, new Date(clock.now().getTime() + pauseMs));
        }
        await outbox.passed(event, clock.now(), error);
        attempts = 0;
      }
    } finally {
      await outbox.release();
    }
  }
}
