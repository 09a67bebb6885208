import { Prisma } from "../../database/generated/client.ts";
import type { Transaction } from "../../database/sql.ts";
import { samePerson } from "../same-person.ts";

/**
 * SQL for the id of the subscriber of a chat; the statement must contain a table `chat`. A one-time code or a link
 * decides. Otherwise the phone does, if only one person has it and, where the provider asks for that, the person
 * confirmed it; of several registrations it is the newest. A proof by code counts here even after it has expired.
 */
export const chatSubscriber = Prisma.sql`coalesce(chat.proven_id, chat.subscriber_id, (
  SELECT (array_agg(o.id ORDER BY o.created_at DESC, o.id))[1]
    FROM subscriber_phone p JOIN subscriber o ON o.id = p.subscriber_id WHERE p.phone = chat.phone
  HAVING count(DISTINCT o.document) = 1
     AND (NOT (SELECT checks_first_contact FROM provider WHERE id = 1) OR chat.confirmed_id = ANY(array_agg(o.id)))))`;

/**
 * Returns true if a chat may see a contract: the contract belongs to the subscriber of the chat, or the phone of the
 * chat is authorised for it.
 */
export async function chatMaySee(tx: Transaction, chatId: string, contractId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM chat JOIN contract k ON k.id = ${contractId}::uuid
     WHERE chat.id = ${BigInt(chatId)}
       AND (${samePerson(chatSubscriber, Prisma.sql`k.subscriber_id`)}
            OR k.active AND EXISTS (SELECT 1 FROM contract_phone q WHERE q.contract_id = k.id AND q.phone = chat.phone))`;
  return rows.length > 0;
}
