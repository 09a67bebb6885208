import { limits } from "../../identity/code-rules.ts";
import type { IdentityRecords } from "../../identity/identity-records.ts";

/** The result of checking the first digits of a CPF or CNPJ. */
export type DigitsCheck =
  | { kind: "right" }
  /** Three letters, and the document begins with none: the word was no attempt, and is not counted. */
  | { kind: "a-word" }
  | { kind: "wrong"; triesLeft: number }
  | { kind: "limited"; until: Date };

/**
 * Checks the first three characters of the CPF or CNPJ of the holder, which are asked for when a phone writes for the first
 * time.
 */
export async function checkDigits(
  records: IdentityRecords,
  { digits, subscriberId, origin, now }: { digits: string; subscriberId: string; origin: string; now: Date },
): Promise<DigitsCheck> {
  const document = await records.documentOf(subscriberId);
  if (!/\d/.test(digits) && document !== undefined && /\d/.test(document.slice(0, 3))) return { kind: "a-word" };
  const attempt = await records.countAttempt(limits.digitsOf(origin), now);
  if (attempt.kind === "limited") return attempt;
  return document?.slice(0, 3) === digits ? { kind: "right" } : { kind: "wrong", triesLeft: attempt.left };
}
