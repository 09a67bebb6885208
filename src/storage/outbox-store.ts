import type { OutboundMessage, Storage } from "../core/ports.ts";
import type { PrismaClient } from "./generated/client.ts";
import { type OutboundRow, outboundOf } from "./records/outbound-row.ts";

/**
 * Takes due messages for this process to send, whole chats at a time and in their order. A chat that another process
 * is busy with, or whose first message waits for its next try, is left alone.
 */
export async function claimDue(
  prisma: PrismaClient,
  now: Date,
  claimedUntil: Date,
  limit: number,
): Promise<OutboundMessage[]> {
  const rows = await prisma.$queryRaw<OutboundRow[]>`
    WITH due AS MATERIALIZED (
      SELECT DISTINCT chat_id FROM (
        SELECT chat_id FROM outbound_message
         WHERE status = 'pending' AND due_at <= ${now} AND (claimed_until IS NULL OR claimed_until <= ${now})
         ORDER BY due_at LIMIT ${limit}) first
    ), chats AS MATERIALIZED (
      SELECT c.id, c.channel, c.address FROM chat c JOIN due ON due.chat_id = c.id
       WHERE NOT EXISTS (SELECT 1 FROM outbound_message p WHERE p.chat_id = c.id AND p.status = 'pending' AND p.claimed_until > ${now})
         FOR NO KEY UPDATE OF c SKIP LOCKED
    ), taken AS (
      UPDATE outbound_message o SET claimed_until = ${claimedUntil}, attempts = o.attempts + 1
        FROM chats WHERE o.chat_id = chats.id AND o.status = 'pending' AND o.due_at <= ${now}
      RETURNING o.id, o.chat_id, o.body, o.dedupe_key, o.attempts, o.due_at, o.boleto_id, chats.channel, chats.address
    )
    SELECT t.id, t.chat_id AS "chatId", t.body, t.dedupe_key AS "dedupeKey", t.attempts, t.due_at AS "dueAt", t.boleto_id AS "boletoId",
           t.channel::text AS channel, t.address, b.status::text AS "boletoStatus"
      FROM taken t LEFT JOIN boleto b ON b.id = t.boleto_id ORDER BY t.id`;
  return rows.map(outboundOf);
}

/** Marks messages as sent. */
export async function markSent(
  prisma: PrismaClient,
  messages: readonly { id: string; providerMessageId?: string }[],
  now: Date,
): Promise<void> {
  if (messages.length === 0) return;
  const ids = messages.map(({ id }) => BigInt(id));
  const theirs = messages.map(({ providerMessageId }) => providerMessageId ?? null);
  await prisma.$executeRaw`
    UPDATE outbound_message o SET status = 'sent', sent_at = ${now}, claimed_until = NULL, provider_message_id = s.theirs
      FROM unnest(${ids}::bigint[], ${theirs}::text[]) AS s(id, theirs) WHERE o.id = s.id AND o.status = 'pending'`;
}

/** Writes down why a message did not go, and when it is tried again. */
export async function markUnsent(
  prisma: PrismaClient,
  id: string,
  change: Parameters<Storage["markUnsent"]>[1],
): Promise<void> {
  await prisma.outboundMessage.update({
    where: { id: BigInt(id) },
    data: { ...change, claimedUntil: change.claimedUntil ?? null },
  });
}
