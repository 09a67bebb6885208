import { type Account, accountOf, type Registered } from "./access.ts";

/** The subscribers to whom a phone belongs, and the contracts for which it is authorised. */
export interface PhoneOwners {
  /** Newest registration first. */
  subscribers: readonly Registered[];
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
 * all its registrations are those of one person, and the contracts for which it is authorised, if they have the same
 * holder. Otherwise a CPF or CNPJ and a one-time code are needed. `confirmedId` is the account whose digits were
 * confirmed in this chat before. `checks` is the setting of the provider to ask for these digits.
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
  const isConfirmed =
    confirmedId !== undefined && (confirmedId === account.id || account.access.subscriberIds.includes(confirmedId));
  return { kind: checks && !isConfirmed ? "confirm" : "proven", account };
}

function accountOfPhone({ subscribers, authorised }: PhoneOwners): Account | "several" | undefined {
  const holders = new Set(authorised.map(({ subscriberId }) => subscriberId));
  const contractIds = authorised.map(({ contractId }) => contractId);
  const [first] = subscribers;
  if (first) {
    const account = accountOf(first);
    const isOne = subscribers.every(({ id }) => account.access.subscriberIds.includes(id));
    return isOne ? { ...account, access: { ...account.access, contractIds } } : "several";
  }
  const [holder, other] = holders;
  if (holder === undefined) return undefined;
  return other === undefined ? { id: holder, access: { subscriberIds: [], contractIds } } : "several";
}
