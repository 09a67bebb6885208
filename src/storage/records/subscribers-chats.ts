import type { Transaction } from "../sql-transaction.ts";

/** The chats that are a subscriber's: by a phone that is nobody else's, by code, by link. */
export async function subscribersChats(tx: Transaction, subscriberId: string): Promise<bigint[]> {
  const rows = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT c.id FROM chat c
     WHERE c.subscriber_id = ${subscriberId}::uuid OR c.proven_id = ${subscriberId}::uuid
        OR (c.phone IN (SELECT phone FROM subscriber_phone WHERE subscriber_id = ${subscriberId}::uuid)
            AND (SELECT count(DISTINCT p.subscriber_id) FROM subscriber_phone p WHERE p.phone = c.phone) = 1)
     ORDER BY c.id`;
  return rows.map(({ id }) => id);
}
