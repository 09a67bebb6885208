import type { Account } from "./access.ts";

/** The subscribers that a phone is registered to, and the contracts that it is authorised for. */
export interface PhoneOwners {
  subscribers: readonly { id: string; name: string }[];
  authorised: readonly { contractId: string; subscriberId: string }[];
}

/** Result of identifying somebody by phone. */
export type Proof =
  | { kind: "proven"; account: Account }
  /** First contact: proven once the first digits of the holder's CPF are confirmed. */
  | { kind: "confirm"; account: Account }
  | { kind: "ask"; because: "no-phone" | "unknown-phone" | "several-subscribers" };

/**
 * Identifies somebody by a phone that the channel has verified. It proves the subscriber it is registered to, if there
 * is exactly one, and the contracts of one holder that it is authorised for. Otherwise the CPF or CNPJ and a one-time
 * code are needed. `confirmedId` is the account whose digits were confirmed in this chat before; `checks` is the
 * provider's setting to ask for them.
 */
export function provePhone({
  phone,
  owners,
  confirmedId,
  checks,
}: {
  phone: string | undefined;
  owners: PhoneOwners;
  confirmedId?: string | undefined;
  checks: boolean;
}): Proof {
  if (phone === undefined) return { kind: "ask", because: "no-phone" };
  const account = accountOfPhone(owners);
  if (account === undefined || account === "several")
    return { kind: "ask", because: account ? "several-subscribers" : "unknown-phone" };
  return { kind: checks && confirmedId !== account.id ? "confirm" : "proven", account };
}

function accountOfPhone({ subscribers, authorised }: PhoneOwners): Account | "several" | undefined {
  const subscribersById = new Map(subscribers.map((subscriber) => [subscriber.id, subscriber]));
  const holders = new Set(authorised.map(({ subscriberId }) => subscriberId));
  const contractIds = authorised.map(({ contractId }) => contractId);
  const [first, second] = [...subscribersById.values()];
  if (first) return second ? "several" : { ...first, access: { subscriberId: first.id, contractIds } };
  const [holder, other] = holders;
  if (holder === undefined) return undefined;
  return other === undefined ? { id: holder, access: { contractIds } } : "several";
}
