import type { PrismaClient } from "../../database/generated/client.ts";

/**
 * Returns a fingerprint of the queue or, with `chatId`, of a chat: it differs whenever the page would look different.
 * It contains no message text.
 */
export async function attendancePulse(prisma: PrismaClient, chatId?: string): Promise<string> {
  const [row] =
    chatId === undefined
      ? await prisma.$queryRaw<{ pulse: string }[]>`
        SELECT concat_ws('-', count(*), max(a.id), extract(epoch FROM max(a.answered_at)),
                 max((SELECT max(i.id) FROM inbound_message i WHERE i.chat_id = a.chat_id)),
                 max((SELECT max(o.id) FROM outbound_message o WHERE o.chat_id = a.chat_id))) AS pulse
          FROM attendance a WHERE a.closed_at IS NULL`
      : await prisma.$queryRaw<{ pulse: string }[]>`
        SELECT concat_ws('-', extract(epoch FROM c.person_until), c.unreachable_at IS NOT NULL,
                 (SELECT max(i.id) FROM inbound_message i WHERE i.chat_id = c.id),
                 (SELECT max(o.id) FROM outbound_message o WHERE o.chat_id = c.id),
                 (SELECT count(*) FROM outbound_message o WHERE o.chat_id = c.id AND o.status IN ('pending', 'unknown'))) AS pulse
          FROM chat c WHERE c.id = ${BigInt(chatId)}`;
  return row?.pulse ?? "";
}
