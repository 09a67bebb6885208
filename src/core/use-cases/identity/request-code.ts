import { codeRules, limits } from "../../identity/code-rules.ts";
import type { Couriers } from "../../identity/courier.ts";
import type { IdentityRecords } from "../../identity/identity-records.ts";
import type { Limit } from "../../identity/limit.ts";
import { networkOf, type Origin, originKey } from "../../identity/origin.ts";
import type { JobRecords } from "../../jobs.ts";

/** Result of requesting a code; the same whether or not the document is known. */
export type CodeRequest = { kind: "sent" } | { kind: "limited"; until: Date } | { kind: "off" };

/**
 * Requests a one-time code for the subscriber with a CPF or CNPJ (normalised), from a chat or the web; the only proof
 * of identity without a phone. Known and unknown documents run the same statements, and a job sends the code after the
 * commit, so that neither answer nor timing reveals a subscriber. `off` if the provider configured no way to send.
 */
export async function requestCode(
  records: IdentityRecords & JobRecords,
  { document, origin, couriers, now }: { document: string; origin: Origin; couriers: Couriers; now: Date },
): Promise<CodeRequest> {
  if (!couriers.sms && !couriers.email) return { kind: "off" };
  // The document's limit is counted last, so that a limited origin cannot use up the owner's requests.
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
