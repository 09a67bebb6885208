import type { EventOutbox, EventSender } from "../../event-push.ts";
import type { Clock } from "../../ports.ts";

const atOnce = 50;
/** Longer than all of one claim may take. */
const claimMs = 10 * 60_000;
const firstPauseMs = 10_000;
const longestPauseMs = 3_600_000;
/** With the pauses between them, more than half a day. */
const lastAttempt = 20;

/** How events reach the provider's own system. */
export interface EventPush {
  outbox: EventOutbox;
  send: EventSender;
  clock: Clock;
}

/**
 * Job: sends the events to the provider's own system, in their order, each until it is taken: at least once. One that is
 * refused again and again is a dead letter, and those behind it go on.
 */
export async function pushEvents({ outbox, send, clock }: EventPush): Promise<void> {
  for (;;) {
    const now = clock.now();
    const claim = await outbox.claim({ now, claimedUntil: new Date(now.getTime() + claimMs), limit: atOnce });
    if (!claim) return;
    let attempts = claim.attempts;
    try {
      for (const event of claim.events) {
        const error = await send(event, clock.now());
        if (error !== undefined && ++attempts < lastAttempt) {
          const pauseMs = Math.min(firstPauseMs * 2 ** (attempts - 1), longestPauseMs);
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
