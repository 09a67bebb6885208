import type { Clock, Registrar } from "../../core/ports.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";

const firstMs = 30_000;

/** A look-up that is worth repeating soon where it led to nothing, and not only at the window's end. */
export function askedAgain(lookUp: Registrar["lookUp"], clock: Clock): Registrar["lookUp"] {
  return async (request) => {
    const answer = await lookUp(request);
    if (answer.kind !== "unknown" || answer.nextLookUpAt) return answer;
    return { ...answer, nextLookUpAt: pollAt(request.boleto, clock.now(), firstMs) };
  };
}

const longestMs = 5 * 60_000;

/** When asking again is worth it: after the first pause, then twice as long each time, five minutes at most. */
export function pollAt({ lookUps }: { lookUps: number }, now: Date, firstMs: number): Date {
  return new Date(now.getTime() + Math.min(firstMs * 2 ** Math.min(lookUps, 10), longestMs));
}

/**
 * A bank whose books lag may not know yet what it was sent a moment ago: believed too soon, that would make a second
 * boleto. Before `doubtMs` have passed since it was sent, not found means not known.
 */
export function believeNotFound({ sentAt }: { sentAt?: Date }, now: Date, doubtMs: number): BankAnswer {
  const believedAt = new Date((sentAt?.getTime() ?? 0) + doubtMs);
  return now >= believedAt ? { kind: "not-found" } : { kind: "unknown", nextLookUpAt: believedAt };
}
