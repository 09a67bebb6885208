/** Which invoices may be seen: all invoices of a person, who may be registered more than once, and of single contracts. */
export interface Access {
  subscriberIds: readonly string[];
  contractIds: readonly string[];
}

/** A verified identity. */
export interface Account {
  /** Id of the subscriber or, for an authorised phone, of the holder of the contracts. */
  id: string;
  /** Absent for an authorised phone, because its user is not the holder. */
  name?: string;
  access: Access;
}

/** A subscriber, and the other registrations of the same person. */
export interface Registered {
  id: string;
  name: string;
  /** Ids of the registrations with the same CPF or CNPJ that share a phone or an e-mail address with this one. */
  also?: readonly string[] | null;
}

/** Returns the account of a subscriber, who may see all of their own invoices, of every registration. */
export const accountOf = ({ id, name, also }: Registered): Account => ({
  id,
  name,
  access: { subscriberIds: [id, ...(also ?? [])], contractIds: [] },
});

/** Returns true if the access includes the contract. */
export function maySee(
  { subscriberIds, contractIds }: Access,
  contract: { id: string; subscriberId: string },
): boolean {
  return subscriberIds.includes(contract.subscriberId) || contractIds.includes(contract.id);
}
