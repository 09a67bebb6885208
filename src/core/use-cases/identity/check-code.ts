import type { Registered } from "../../identity/access.ts";
import type { CodeMint } from "../../identity/code-mint.ts";
import { codeRules, limits, placeOf } from "../../identity/code-rules.ts";
import type { IdentityRecords } from "../../identity/identity-records.ts";
import { type Origin, originKey } from "../../identity/origin.ts";

/** The result of checking a code. `over`: there is no code left to try, and a new one has to be requested. */
export type CodeCheck =
  | { kind: "right"; subscriber: Registered }
  | { kind: "wrong"; triesLeft: number }
  | { kind: "over" }
  | { kind: "limited"; until: Date };

/** Checks a code against the newest one that was requested from the same origin. Every check counts for the limits. */
export async function checkCode(
  records: IdentityRecords,
  { code, origin, mint, now }: { code: string; origin: Origin; mint: CodeMint; now: Date },
): Promise<CodeCheck> {
  const counted = [limits.triesOf(originKey(origin))];
  if (origin.kind === "web")
    counted.push(
      ...((await records.isKnown(origin)) ? [limits.triesOf(placeOf(origin))] : limits.triesFrom(origin.address)),
    );
  for (const limit of counted) {
    const attempt = await records.countAttempt(limit, now);
    if (attempt.kind === "limited") return attempt;
  }
  const tried = await records.tryCode(originKey(origin), codeRules.tries, now);
  if (!tried) return { kind: "over" };
  const subscriber = mint.matches(code, tried.sealed) ? await records.useCode(tried.id, now) : undefined;
  if (subscriber) return { kind: "right", subscriber };
  const triesLeft = codeRules.tries - tried.tries;
  return triesLeft > 0 ? { kind: "wrong", triesLeft } : { kind: "over" };
}
