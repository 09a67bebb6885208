import type { Account } from "./access.ts";

/** Who has a phone: the subscribers it is registered to, and the contracts it was authorised for. */
export interface PhoneOwners {
  subscribers: readonly { id: string; name: string }[];
  authorised: readonly { contractId: string; subscriberId: string }[];
}

/** What a channel's phone proves. */
export type Proof =
  | { kind: "proven"; account: Account }
  /** It writes for the first time: proven once the first digits of the holder's CPF are right. */
  | { kind: "confirm"; account: Account }
  | { kind: "ask"; because: "no-phone" | "unknown-phone" | "several-subscribers" };

/**
 * A phone vouched for by its channel proves the subscriber it is registered to, if it is exactly one, and the contracts
 * of one holder that it was authorised for. Else the CPF or CNPJ and a one-time code have to be asked for. `confirmedId`
 * is whose digits were confirmed in this chat before, `checks` whether they are asked for at all.
 */
export function provePhone(of: {
  phone: string | undefined;
  owners: PhoneOwners;
  confirmedId?: string | undefined;
  checks: boolean;
}): Proof {
  const { phone, owners, confirmedId, checks } = of;
  if (phone === undefined) return { kind: "ask", because: "no-phone" };
  const account = accountOfPhone(owners);
  if (account === undefined || account === "several")
    return { kind: "ask", because: account ? "several-subscribers" : "unknown-phone" };
  return { kind: checks && confirmedId !== account.id ? "confirm" : "proven", account };
}

function accountOfPhone({ subscribers, authorised }: PhoneOwners): Account | "several" | undefined {
  const own = new Map(subscribers.map((subscriber) => [subscriber.id, subscriber]));
  const holders = new Set(authorised.map(({ subscriberId }) => subscriberId));
  const contractIds = authorised.map(({ contractId }) => contractId);
  const [first, second] = [...own.values()];
  if (first) return second ? "several" : { ...first, access: { subscriberId: first.id, contractIds } };
  const [holder, other] = holders;
  if (holder === undefined) return undefined;
  return other === undefined ? { id: holder, access: { contractIds } } : "several";
}
