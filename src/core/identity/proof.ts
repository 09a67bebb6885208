import type { Account } from "./access.ts";

/** The subscribers to whom a phone belongs, and the contracts for which it is authorised. */
export interface PhoneOwners {
  subscribers: readonly { id: string; name: string }[];
  authorised: readonly { contractId: string; subscriberId: string }[];
}

/** Result of identifying somebody by phone. */
export type Proof =
  | { kind: "proven"; account: Account }
  /** The first contact: the account is proven once the first digits of the CPF of the holder are confirmed. */
  | { kind: "confirm"; account: Account }
  | { kind: "ask"; because: "no-phone" | "unknown-phone" | "several-subscribers" };

/**
 * Identifies somebody by a phone that the channel has verified. The phone proves the subscriber to whom it belongs, if
 * there is exactly one, and the contracts for which it is authorised, if they have the same holder. Otherwise a CPF or
 * CNPJ and a one-time code are needed. `confirmedId` is the account whose digits were confirmed in this chat before.
 * `checks` is the setting of the provider to ask for these digits.
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
