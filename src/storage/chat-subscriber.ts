import { Prisma } from "../database/generated/client.ts";
import type { Transaction } from "../database/sql.ts";

/**
 * SQL for the id of the subscriber of a chat; the statement must contain a table `chat`. A one-time code or a link
 * decides. Otherwise the phone does, if only one subscriber has it and, where the provider asks for that, the
 * subscriber confirmed it. A proof by code counts here even after it has expired.
 */
export const chatSubscriber = Prisma.sql`coalesce(chat.proven_id, chat.subscriber_id, (
  SELECT (array_agg(DISTINCT p.subscriber_id))[1] FROM subscriber_phone p WHERE p.phone = chat.phone
  HAVING count(DISTINCT p.subscriber_id) = 1
     AND (NOT (SELECT checks_first_contact FROM provider WHERE id = 1)
          OR (array_agg(DISTINCT p.subscriber_id))[1] = chat.confirmed_id)))`;

/**
 * Returns true if a chat may see a contract: the contract belongs to the subscriber of the chat, or the phone of the
 * chat is authorised for it.
 */
export async function chatMaySee(tx: Transaction, chatId: string, contractId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM chat JOIN contract k ON k.id = ${contractId}::uuid
     WHERE chat.id = ${BigInt(chatId)}
       AND (k.subscriber_id = ${chatSubscriber}
            OR k.active AND EXISTS (SELECT 1 FROM contract_phone q WHERE q.contract_id = k.id AND q.phone = chat.phone))`;
  return rows.length > 0;
}
