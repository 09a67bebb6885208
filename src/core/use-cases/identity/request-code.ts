import { codeRules, limits, placeOf } from "../../identity/code-rules.ts";
import type { Couriers } from "../../identity/courier.ts";
import type { IdentityRecords } from "../../identity/identity-records.ts";
import type { Limit } from "../../identity/limit.ts";
import { type Origin, originKey } from "../../identity/origin.ts";
import type { JobRecords } from "../../jobs.ts";

/**
 * The result of requesting a code. It is the same whether the document is known or not. `off`: the provider has
 * configured no way to send codes.
 */
export type CodeRequest = { kind: "sent" } | { kind: "limited"; until: Date } | { kind: "off" };

/**
 * Requests a one-time code for the subscriber with a CPF or CNPJ (normalised), from a chat or the web. Without a phone,
 * it is the only way to prove an identity. The statements are the same whether the document is known or not, and a job
 * sends the code after the commit, so neither the answer nor the time that it takes reveals a subscriber.
 */
export async function requestCode(
  records: IdentityRecords & JobRecords,
  { document, origin, couriers, now }: { document: string; origin: Origin; couriers: Couriers; now: Date },
): Promise<CodeRequest> {
  if (!couriers.sms && !couriers.email) return { kind: "off" };
  const originIsKnown = await records.isKnown(origin, document);
  // The limit of the document is counted last: an origin whose own limit is reached cannot use up the requests that
  // other places of the owner share with strangers.
  const counted: Limit[] = originIsKnown
    ? [limits.requestsOf(placeOf(origin))]
    : [
        limits.requestsOf(originKey(origin)),
        ...(origin.kind === "web" ? limits.requestsFrom(origin.address) : []),
        limits.requestsFor(document),
      ];
  for (const limit of counted) {
    const attempt = await records.countAttempt(limit, now);
    if (attempt.kind === "limited") return attempt;
  }
  const expiresAt = new Date(now.getTime() + codeRules.livesMs);
  const codeId = await records.openCode({ document, origin: originKey(origin), originIsKnown, now, expiresAt });
  await records.enqueue({ name: "send-code", codeId });
  return { kind: "sent" };
}
