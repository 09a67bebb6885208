import type { IncomingMessage } from "../../core/channel-ports.ts";
import { broken } from "../../core/conversation/replies/talk.ts";
import { messageKey } from "../../core/message-key.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import type { Sql, Statement } from "../../database/sql.ts";

const take: Statement = {
  name: "take-in",
  text: `
  WITH given AS (
    SELECT * FROM unnest($1::text[]::channel[], $2::text[], $3::text[], $4::text[], $5::text[]::jsonb[], $6::timestamptz[])
      WITH ORDINALITY AS g(channel, address, phone, external_id, body, at, n)
  ), writer AS (
    SELECT DISTINCT ON (channel, address) channel, address, phone FROM given ORDER BY channel, address, phone IS NULL, n DESC
  ), known AS (
    SELECT c.id, c.channel, c.address FROM writer JOIN chat c USING (channel, address)
  ), made AS (
    INSERT INTO chat (channel, address, phone)
    SELECT w.channel, w.address, w.phone FROM writer w
     WHERE NOT EXISTS (SELECT 1 FROM known k WHERE k.channel = w.channel AND k.address = w.address)
    ON CONFLICT DO NOTHING RETURNING id, channel, address
  ), heard AS (
    UPDATE chat c SET phone = coalesce(w.phone, c.phone), unreachable_at = NULL
      FROM known k JOIN writer w USING (channel, address)
     WHERE c.id = k.id AND (c.unreachable_at IS NOT NULL OR c.phone IS DISTINCT FROM coalesce(w.phone, c.phone))
  ), here AS (SELECT * FROM known UNION ALL SELECT * FROM made), kept AS (
    INSERT INTO inbound_message (chat_id, external_id, body, next_try_at, received_at)
    SELECT h.id, g.external_id, g.body, g.at, g.at FROM given g JOIN here h USING (channel, address) ORDER BY g.n
    ON CONFLICT DO NOTHING
  )
  SELECT h.id::text AS "chatId" FROM given g LEFT JOIN here h USING (channel, address) ORDER BY g.n`,
};

/** An incoming message, and when it arrived. */
export interface Taken {
  message: IncomingMessage;
  now: Date;
}

/**
 * Stores messages, each only once by the id that its channel gave it. Creates chats as needed, and marks them as
 * reachable. Returns the id of the chat of each message. This is one statement, which is committed by itself.
 */
export async function takeIn(sql: Sql, taken: readonly Taken[]): Promise<string[]> {
  const rows = await sql<{ chatId: string | null }>(take, [
    taken.map(({ message }) => message.channel),
    taken.map(({ message }) => message.address),
    taken.map(({ message }) => message.phone ?? null),
    taken.map(({ message }) => message.externalId),
    taken.map(({ message }) => JSON.stringify(message.body)),
    taken.map(({ now }) => now.toISOString()),
  ]);
  const chats = rows.map(({ chatId }) => chatId);
  // Null means that another process created the chat at the same moment. The chat exists now.
  const again = taken.filter((_, index) => chats[index] === null);
  const found = again.length > 0 ? await takeIn(sql, again) : [];
  return chats.map((chatId) => chatId ?? found.shift() ?? "");
}

/**
 * Counts a failed attempt to answer a message. After the last attempt the message is dead, and the subscriber is told.
 */
export async function turnFailed(
  prisma: PrismaClient,
  failed: { messageId: string; error: string; nextTryAt: Date; lastAttempt: number },
): Promise<"again" | "dead" | "none"> {
  const { error, nextTryAt } = failed;
  return prisma.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ id: bigint; chatId: bigint; dead: boolean }[]>`
      UPDATE inbound_message SET attempts = attempts + 1, error = ${error}, next_try_at = ${nextTryAt},
             status = CASE WHEN attempts + 1 >= ${failed.lastAttempt} THEN 'dead'::inbound_status ELSE status END
       WHERE id = ${BigInt(failed.messageId)} AND status = 'received'
      RETURNING id, chat_id AS "chatId", status = 'dead' AS dead`;
    if (!row) return "none";
    if (!row.dead) return "again";
    const { chatId } = row;
    const subject = { kind: "reply", topic: "broken" } as const;
    const dedupeKey = messageKey({ ...subject, messageId: String(row.id) }, 0);
    const data = { ...subject, chatId, body: { text: broken.text }, dedupeKey, dueAt: nextTryAt };
    await tx.outboundMessage.createMany({ data: [data], skipDuplicates: true });
    await tx.event.create({
      data: { type: "message.dead", data: { messageId: String(row.id), error }, at: nextTryAt },
    });
    return "dead";
  });
}

/**
 * Returns the chats that have a message whose next attempt is due. Such a message was left by a crash, or its last
 * attempt failed.
 */
export async function chatsWithWork(prisma: PrismaClient, now: Date, limit: number): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ chatId: bigint }[]>`
    SELECT DISTINCT chat_id AS "chatId" FROM inbound_message WHERE status = 'received' AND next_try_at <= ${now} LIMIT ${limit}`;
  return rows.map(({ chatId }) => String(chatId));
}
