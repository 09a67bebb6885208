import type { IncomingMessage } from "../core/channel-ports.ts";
import { broken } from "../core/conversation/replies.ts";
import type { PrismaClient } from "./generated/client.ts";
import type { Sql, Statement } from "./sql.ts";

const take: Statement = {
  name: "take-in",
  text: `
  WITH known AS (
    SELECT id FROM chat WHERE channel = $1::channel AND address = $2
  ), made AS (
    INSERT INTO chat (channel, address, phone) SELECT $1::channel, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM known)
    ON CONFLICT DO NOTHING RETURNING id
  ), heard AS (
    UPDATE chat SET phone = coalesce($3, phone), unreachable_at = NULL
     WHERE id = (SELECT id FROM known) AND (unreachable_at IS NOT NULL OR phone IS DISTINCT FROM coalesce($3, phone))
  ), c AS (SELECT id FROM known UNION ALL SELECT id FROM made), m AS (
    INSERT INTO inbound_message (chat_id, external_id, body, next_try_at, received_at)
    SELECT c.id, $4, $5::jsonb, $6, $6 FROM c ON CONFLICT DO NOTHING RETURNING id
  )
  SELECT c.id::text AS "chatId", EXISTS (SELECT 1 FROM m) AS "isNew" FROM c`,
};

/** Stores a message under its channel's own id, once, in a statement of its own. Whoever writes can be reached again. */
export async function takeIn(
  sql: Sql,
  message: IncomingMessage,
  now: Date,
): Promise<{ chatId: string; isNew: boolean }> {
  const { channel, address, phone = null, externalId, body } = message;
  for (;;) {
    const values = [channel, address, phone, externalId, JSON.stringify(body), now];
    const [row] = await sql<{ chatId: string; isNew: boolean }>(take, values);
    // None: another first message made the chat at the same moment; it is known now.
    if (row) return row;
  }
}

/** Counts a failed try of a message. After the last one it is a dead letter, and the person is told. */
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
    const data = { chatId, body: { text: broken.text }, dedupeKey: `reply:${row.id}:broken`, dueAt: nextTryAt };
    await tx.outboundMessage.createMany({ data: [data], skipDuplicates: true });
    await tx.event.create({
      data: { type: "message.dead", data: { messageId: String(row.id), error }, at: nextTryAt },
    });
    return "dead";
  });
}

/** Chats whose oldest message waits for a turn that nobody is running: after a crash or a failed try. */
export async function chatsWithWork(prisma: PrismaClient, now: Date, limit: number): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ chatId: bigint }[]>`
    SELECT DISTINCT chat_id AS "chatId" FROM inbound_message WHERE status = 'received' AND next_try_at <= ${now} LIMIT ${limit}`;
  return rows.map(({ chatId }) => String(chatId));
}
