import type { BankAnswer } from "../../core/registration/bank-answer.ts";

/**
 * A bank whose books lag may not know yet what it was sent a moment ago: believed too soon, that would make a second
 * boleto. Before `doubtMs` have passed since it was sent, not found means not known.
 */
export function believeNotFound({ sentAt }: { sentAt?: Date }, now: Date, doubtMs: number): BankAnswer {
  const believedAt = new Date((sentAt?.getTime() ?? 0) + doubtMs);
  return now >= believedAt ? { kind: "not-found" } : { kind: "unknown", nextLookUpAt: believedAt };
}
