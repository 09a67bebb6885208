import { Prisma } from "./generated/client.ts";
import type { Transaction } from "./sql-transaction.ts";

/** SQL: the id of the subscriber whose a chat is, by a link, or by a phone that is nobody else's too. `chat` is its table. */
export const chatSubscriber = Prisma.sql`coalesce(chat.subscriber_id, (
  SELECT (array_agg(DISTINCT p.subscriber_id))[1] FROM subscriber_phone p WHERE p.phone = chat.phone
  HAVING count(DISTINCT p.subscriber_id) = 1))`;

/** The subscriber whose a chat is. */
export async function subscriberOf(tx: Transaction, chatId: string): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string | null }[]>`
    SELECT ${chatSubscriber}::text AS id FROM chat WHERE chat.id = ${BigInt(chatId)}`;
  return row?.id ?? undefined;
}
