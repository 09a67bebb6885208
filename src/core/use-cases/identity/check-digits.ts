import { limits } from "../../identity/code-rules.ts";
import type { IdentityRecords } from "../../identity/identity-records.ts";

/** The result of checking the first digits of a CPF or CNPJ. */
export type DigitsCheck = { kind: "right" } | { kind: "wrong"; triesLeft: number } | { kind: "limited"; until: Date };

/**
 * Checks the first three digits of the CPF or CNPJ of the holder, which are asked for when a phone writes for the first
 * time.
 */
export async function checkDigits(
  records: IdentityRecords,
  { digits, subscriberId, origin, now }: { digits: string; subscriberId: string; origin: string; now: Date },
): Promise<DigitsCheck> {
  const attempt = await records.countAttempt(limits.digitsOf(origin), now);
  if (attempt.kind === "limited") return attempt;
  const document = await records.documentOf(subscriberId);
  return document?.slice(0, 3) === digits ? { kind: "right" } : { kind: "wrong", triesLeft: attempt.left };
}
