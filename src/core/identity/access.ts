/** Which invoices may be seen: all invoices of a subscriber, and those of single contracts. */
export interface Access {
  subscriberId?: string;
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

/** Returns the account of a subscriber, who may see all of their own invoices. */
export const accountOf = ({ id, name }: { id: string; name: string }): Account => ({
  id,
  name,
  access: { subscriberId: id, contractIds: [] },
});

/** Returns true if the access includes the contract. */
export function maySee({ subscriberId, contractIds }: Access, contract: { id: string; subscriberId: string }): boolean {
  return contract.subscriberId === subscriberId || contractIds.includes(contract.id);
}
