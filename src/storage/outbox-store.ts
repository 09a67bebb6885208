import type { OutboundMessage, Storage } from "../core/ports.ts";
import type { PrismaClient } from "./generated/client.ts";
import { type OutboundRow, outboundOf } from "./records/outbound-row.ts";
import { type Sql, type Statement, transactionSql } from "./sql.ts";

const lockChats: Statement = {
  name: "claim-chats",
  text: `
  WITH due AS MATERIALIZED (
    SELECT DISTINCT chat_id FROM (
      SELECT chat_id FROM outbound_message
       WHERE status = 'pending' AND due_at <= $1 AND (claimed_until IS NULL OR claimed_until <= $1)
       ORDER BY due_at LIMIT $2::int) first
  )
  SELECT c.id::text AS id FROM chat c JOIN due ON due.chat_id = c.id FOR NO KEY UPDATE OF c SKIP LOCKED`,
};

const claim: Statement = {
  name: "claim-due",
  text: `
  WITH taken AS (
    UPDATE outbound_message o SET claimed_until = $2, attempts = o.attempts + 1
      FROM chat c WHERE c.id = ANY($3::text[]::bigint[]) AND o.chat_id = c.id AND o.status = 'pending' AND o.due_at <= $1
       AND NOT EXISTS (SELECT 1 FROM outbound_message p WHERE p.chat_id = c.id AND p.status = 'pending' AND p.claimed_until > $1)
    RETURNING o.id, o.chat_id, o.body, o.dedupe_key, o.attempts, o.due_at, o.boleto_id, c.channel, c.address
  )
  SELECT t.id::text AS id, t.chat_id::text AS "chatId", t.body, t.dedupe_key AS "dedupeKey", t.attempts,
         t.due_at AS "dueAt", t.boleto_id::text AS "boletoId", t.channel::text AS channel, t.address, b.status::text AS "boletoStatus"
    FROM taken t LEFT JOIN boleto b ON b.id = t.boleto_id ORDER BY t.id`,
};

/**
 * Takes due messages for this process to send, whole chats at a time and in their order. A chat that another process
 * is busy with, or whose first message waits for its next try, is left alone. Two statements, because the second must
 * see what another process claimed until the chats were locked.
 */
export async function claimDue(
  prisma: PrismaClient,
  now: Date,
  claimedUntil: Date,
  limit: number,
): Promise<OutboundMessage[]> {
  return prisma.$transaction(async (tx) => {
    const sql = transactionSql(tx);
    const chats = await sql<{ id: string }>(lockChats, [now, limit]);
    if (chats.length === 0) return [];
    const rows = await sql<OutboundRow>(claim, [now, claimedUntil, chats.map(({ id }) => id)]);
    return rows.map(outboundOf);
  });
}

const mark: Statement = {
  name: "mark-sent",
  text: `
  UPDATE outbound_message o SET status = 'sent', sent_at = s.at, claimed_until = NULL, provider_message_id = s.theirs
    FROM unnest($1::text[]::bigint[], $2::text[], $3::timestamptz[]) AS s(id, theirs, at)
   WHERE o.id = s.id AND o.status = 'pending'`,
};

/** A message that went out, and when. */
export interface SentMark {
  id: string;
  providerMessageId?: string;
  sentAt: Date;
}

/** Marks messages as sent. */
export async function markSent(sql: Sql, marks: readonly SentMark[]): Promise<void> {
  await sql(mark, [
    marks.map(({ id }) => id),
    marks.map(({ providerMessageId }) => providerMessageId ?? null),
    marks.map(({ sentAt }) => sentAt.toISOString()),
  ]);
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
