/** Whose invoices may be seen: all of a subscriber's, and those of single contracts. */
export interface Access {
  subscriberId?: string;
  contractIds: readonly string[];
}

/** Somebody who was proven. */
export interface Account {
  /** Whose talk it is: the subscriber, or the holder of the contracts that may be seen. */
  id: string;
  /** Absent where the phone is authorised: it is not the holder who writes. */
  name?: string;
  access: Access;
}

/** All that a subscriber may see. */
export const accountOf = ({ id, name }: { id: string; name: string }): Account => ({
  id,
  name,
  access: { subscriberId: id, contractIds: [] },
});

/** Is the contract among what may be seen? */
export function maySee({ subscriberId, contractIds }: Access, contract: { id: string; subscriberId: string }): boolean {
  return contract.subscriberId === subscriberId || contractIds.includes(contract.id);
}
