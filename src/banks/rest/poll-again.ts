import type { Clock, Registrar } from "../../core/ports.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";

const firstMs = 30_000;

/** Wraps a look-up so that an unknown outcome is polled again soon, not only at the end of the registration window. */
export function pollUnknown(lookUp: Registrar["lookUp"], clock: Clock): Registrar["lookUp"] {
  return async (request) => {
    const answer = await lookUp(request);
    if (answer.kind !== "unknown" || answer.nextLookUpAt) return answer;
    return { ...answer, nextLookUpAt: pollAt(request.boleto, clock.now(), firstMs) };
  };
}

const longestMs = 5 * 60_000;

/** Returns the time of the next poll: after `firstMs`, doubled with each look-up, at most five minutes. */
export function pollAt({ lookUps }: { lookUps: number }, now: Date, firstMs: number): Date {
  return new Date(now.getTime() + Math.min(firstMs * 2 ** Math.min(lookUps, 10), longestMs));
}

/**
 * Decides whether to trust a bank's "not found". Its records may lag behind, and trusting them too soon would create a
 * second boleto: until `doubtMs` have passed since sending, the outcome is unknown.
 */
export function believeNotFound({ sentAt }: { sentAt?: Date }, now: Date, doubtMs: number): BankAnswer {
  const believedAt = new Date((sentAt?.getTime() ?? 0) + doubtMs);
  return now >= believedAt
    ? { kind: "not-found" }
    : { kind: "unknown", nextLookUpAt: believedAt, repeatAt: believedAt };
}
