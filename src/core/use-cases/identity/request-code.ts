import { codeRules, limits } from "../../identity/code-rules.ts";
import type { Couriers } from "../../identity/courier.ts";
import type { IdentityRecords } from "../../identity/identity-records.ts";
import type { Limit } from "../../identity/limit.ts";
import { networkOf, type Origin, originKey } from "../../identity/origin.ts";
import type { JobRecords } from "../../jobs.ts";

/** What came of asking for a code: the same whether the document is known or not. */
export type CodeRequest = { kind: "sent" } | { kind: "limited"; until: Date } | { kind: "off" };

/**
 * Asks for a one-time code for the subscriber of a CPF or CNPJ (normalised), for a chat or for the web; the one way to
 * prove oneself without a phone. Known and unknown documents cost the same statements, and the code goes out by a job
 * after the commit: neither answer nor time tells. `off` where the provider configured no way to send.
 */
export async function requestCode(
  records: IdentityRecords & JobRecords,
  { document, origin, couriers, now }: { document: string; origin: Origin; couriers: Couriers; now: Date },
): Promise<CodeRequest> {
  if (!couriers.sms && !couriers.email) return { kind: "off" };
  // The document's own comes last: whoever is limited already takes nothing from its owner.
  const counted: Limit[] = [
    limits.requestsOf(originKey(origin)),
    ...(origin.kind === "web" ? [limits.requestsFrom(networkOf(origin.address))] : []),
    limits.requestsFor(document),
  ];
  for (const limit of counted) {
    const attempt = await records.countAttempt(limit, now);
    if (attempt.kind === "limited") return attempt;
  }
  const expiresAt = new Date(now.getTime() + codeRules.livesMs);
  const codeId = await records.openCode({ document, origin: originKey(origin), now, expiresAt });
  await records.enqueue({ name: "send-code", codeId });
  return { kind: "sent" };
}
