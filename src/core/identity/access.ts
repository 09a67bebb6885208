/** Invoices that may be seen: all of a subscriber's, and those of individual contracts. */
export interface Access {
  subscriberId?: string;
  contractIds: readonly string[];
}

/** A verified identity. */
export interface Account {
  /** Id of the subscriber, or of the holder of the visible contracts. */
  id: string;
  /** Absent for an authorised phone, because its user is not the holder. */
  name?: string;
  access: Access;
}

/** The account of a subscriber, with access to all of the subscriber's invoices. */
export const accountOf = ({ id, name }: { id: string; name: string }): Account => ({
  id,
  name,
  access: { subscriberId: id, contractIds: [] },
});

/** Does the access include the contract? */
export function maySee({ subscriberId, contractIds }: Access, contract: { id: string; subscriberId: string }): boolean {
  return contract.subscriberId === subscriberId || contractIds.includes(contract.id);
}
