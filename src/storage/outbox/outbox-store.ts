import type { OutboundMessage } from "../../core/channel-ports.ts";
import type { Storage } from "../../core/ports.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { type Sql, type Statement, transactionSql } from "../../database/sql.ts";
import { type OutboundRow, outboundOf } from "./outbound-row.ts";

const lockChats: Statement = {
  name: "claim-chats",
  text: `
  WITH due AS MATERIALIZED (
    SELECT DISTINCT chat_id FROM (
      SELECT o.chat_id FROM outbound_message o JOIN chat ON chat.id = o.chat_id AND chat.channel = ANY($3::text[]::channel[])
       WHERE o.status = 'pending' AND o.due_at <= $1 AND (o.claimed_until IS NULL OR o.claimed_until <= $1)
       ORDER BY o.due_at LIMIT $2::int) first
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
       AND NOT EXISTS (SELECT 1 FROM outbound_message u WHERE u.chat_id = c.id AND u.status = 'unknown')
    RETURNING o.id, o.chat_id, o.body, o.kind, o.topic, o.part, o.attempts, o.due_at, o.boleto_id, c.channel, c.address
  )
  SELECT t.id::text AS id, t.chat_id::text AS "chatId", t.body, t.kind::text AS kind, t.topic, t.part, t.attempts,
         t.due_at AS "dueAt", t.boleto_id::text AS "boletoId", t.channel::text AS channel, t.address, b.status::text AS "boletoStatus",
         coalesce(f.time_zone, p.time_zone) AS zone
    FROM taken t LEFT JOIN provider p ON p.id = 1 LEFT JOIN boleto b ON b.id = t.boleto_id LEFT JOIN invoice i ON i.id = b.invoice_id
    LEFT JOIN contract k ON k.id = i.contract_id LEFT JOIN branch f ON f.name = k.branch ORDER BY t.id`,
};

/**
 * Claims due messages, so that this process sends them, in order. A chat is claimed with all its due messages. Chats
 * are left out if another process has claimed them, if their first message waits for its next attempt, or if they have
 * a message whose outcome is unknown. There are two statements, because the second must see what other processes
 * claimed before the chats were locked.
 */
export async function claimDue(
  prisma: PrismaClient,
  { channels, now, claimedUntil, limit }: Parameters<Storage["claimDue"]>[0],
): Promise<OutboundMessage[]> {
  return prisma.$transaction(async (tx) => {
    const sql = transactionSql(tx);
    const chats = await sql<{ id: string }>(lockChats, [now, limit, channels]);
    if (chats.length === 0) return [];
    const rows = await sql<OutboundRow>(claim, [now, claimedUntil, chats.map(({ id }) => id)]);
    return rows.map((row) => outboundOf(row, claimedUntil));
  });
}

const claimUnknownRows: Statement = {
  name: "claim-unknown",
  text: `
  WITH taken AS (
    UPDATE outbound_message o SET claimed_until = $2
      FROM chat c WHERE c.id = o.chat_id AND c.channel = ANY($3::text[]::channel[]) AND o.status = 'unknown'
       AND (o.claimed_until IS NULL OR o.claimed_until <= $1)
    RETURNING o.id, o.chat_id, o.body, o.kind, o.topic, o.part, o.attempts, o.due_at, o.boleto_id, c.channel, c.address
  )
  SELECT t.id::text AS id, t.chat_id::text AS "chatId", t.body, t.kind::text AS kind, t.topic, t.part, t.attempts, t.due_at AS "dueAt",
         t.boleto_id::text AS "boletoId", t.channel::text AS channel, t.address FROM taken t ORDER BY t.id`,
};

/**
 * Claims the messages whose outcome is unknown, so that until `claimedUntil` only this process asks the channel about
 * them.
 */
export async function claimUnknown(
  sql: Sql,
  { channels, now, claimedUntil }: Parameters<Storage["claimUnknown"]>[0],
): Promise<OutboundMessage[]> {
  const rows = await sql<OutboundRow>(claimUnknownRows, [now, claimedUntil, channels]);
  return rows.map((row) => outboundOf(row, claimedUntil));
}

/** Marks a chat as unreachable, and its due messages as failed. The first time, an event for the operator is added. */
export async function markUnreachable(prisma: PrismaClient, chatId: string, now: Date): Promise<void> {
  const id = BigInt(chatId);
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.chat.updateMany({ where: { id, unreachableAt: null }, data: { unreachableAt: now } });
    await tx.outboundMessage.updateMany({
      where: { chatId: id, status: "pending", dueAt: { lte: now } },
      data: { status: "failed", error: "unreachable", claimedUntil: null },
    });
    if (count > 0) await tx.event.create({ data: { type: "chat.unreachable", data: { chatId }, at: now } });
  });
}

const mark: Statement = {
  name: "mark-sent",
  text: `
  UPDATE outbound_message o SET status = 'sent', sent_at = s.at, claimed_until = NULL, provider_message_id = s.theirs
    FROM unnest($1::text[]::bigint[], $2::text[], $3::timestamptz[]) AS s(id, theirs, at)
   WHERE o.id = s.id AND o.status IN ('pending', 'unknown')`,
};

/** A message that was sent, and when it was sent. */
export interface SentMark {
  id: string;
  providerMessageId?: string;
  sentAt: Date;
}

/** Marks messages as sent, unless another process has decided otherwise about them. */
export function markSent(sql: Sql, marks: readonly SentMark[]): Promise<never[]> {
  return sql(mark, [
    marks.map(({ id }) => id),
    marks.map(({ providerMessageId }) => providerMessageId ?? null),
    marks.map(({ sentAt }) => sentAt.toISOString()),
  ]);
}

/**
 * Records why a message was not sent, and when to try again. Does nothing if the message has changed since it was
 * claimed.
 */
export async function markUnsent(
  prisma: PrismaClient,
  { id, attempts }: Pick<OutboundMessage, "id" | "attempts">,
  change: Parameters<Storage["markUnsent"]>[1],
  now: Date,
): Promise<void> {
  const where = { id: BigInt(id), attempts, status: { in: ["pending" as const, "unknown" as const] } };
  const data = { ...change, claimedUntil: change.claimedUntil ?? null };
  if (change.status !== "failed") return void (await prisma.outboundMessage.updateMany({ where, data }));
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.outboundMessage.updateMany({ where, data });
    const failed = { messageId: id, error: change.error };
    if (count > 0) await tx.event.create({ data: { type: "message.undelivered", data: failed, at: now } });
  });
}
