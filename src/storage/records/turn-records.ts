import type { Chat, InboundBody, OutboundMessage, TurnEnd, WaitingMessage } from "../../core/ports.ts";
import type { Transaction } from "../sql-transaction.ts";
import { type OutboundRow, outboundOf } from "./outbound-row.ts";

interface TurnRow {
  chatId: bigint;
  channel: Chat["channel"];
  address: string;
  phone: string | null;
  state: unknown;
  lastActiveAt: Date | null;
  personUntil: Date | null;
  loopWindowAt: Date | null;
  loopCount: number;
  matches: { id: string; name: string }[] | null;
  messageId: bigint;
  body: InboundBody;
  attempts: number;
}

/** Locks the chat and gives its oldest message that waits; undefined when none does, or its next try is later. */
export async function nextTurn(
  tx: Transaction,
  chatId: string,
  now: Date,
): Promise<{ chat: Chat; message: WaitingMessage } | undefined> {
  const [row] = await tx.$queryRaw<TurnRow[]>`
    SELECT c.id AS "chatId", c.channel::text AS channel, c.address, c.phone, c.state, c.last_active_at AS "lastActiveAt",
           c.person_until AS "personUntil", c.loop_window_at AS "loopWindowAt", c.loop_count AS "loopCount",
           (SELECT json_agg(json_build_object('id', s.id, 'name', s.name))
              FROM subscriber_phone p JOIN subscriber s ON s.id = p.subscriber_id WHERE p.phone = c.phone) AS matches,
           m.id AS "messageId", m.body, m.attempts
      FROM chat c
      JOIN LATERAL (SELECT * FROM inbound_message i WHERE i.chat_id = c.id AND i.status = 'received' ORDER BY i.id LIMIT 1) m
        ON m.next_try_at <= ${now}
     WHERE c.id = ${BigInt(chatId)}
       FOR NO KEY UPDATE OF c`;
  if (!row) return undefined;
  const { lastActiveAt, personUntil, loopWindowAt } = row;
  return {
    chat: {
      id: chatId,
      channel: row.channel,
      address: row.address,
      ...(row.phone !== null && { phone: row.phone }),
      state: row.state,
      ...(lastActiveAt && { lastActiveAt }),
      ...(personUntil && { personUntil }),
      ...(loopWindowAt && { loopWindowAt }),
      loopCount: row.loopCount,
      matches: row.matches ?? [],
    },
    message: { id: String(row.messageId), body: row.body, attempts: row.attempts },
  };
}

/** The message was answered by another process between our look and our lock: the turn has to be run anew. */
export class TurnTaken extends Error {
  override name = "TurnTaken";
}

/**
 * Saves the state, marks the message done and stores the replies, in one statement. Gives the replies that may be sent
 * at once: none where older messages of the chat still wait, so that the order is kept. Throws TurnTaken.
 */
export async function finishTurn(tx: Transaction, end: TurnEnd): Promise<OutboundMessage[]> {
  const { chatId, messageId, now, claimedUntil } = end;
  const bodies = end.replies.map((reply) => JSON.stringify(reply));
  const keys = end.replies.map((_, index) => `reply:${messageId}:${index}`);
  const rows = await tx.$queryRaw<(OutboundRow & { done: bigint; waiting: boolean })[]>`
    WITH done AS (
      UPDATE inbound_message SET status = 'done', done_at = ${now} WHERE id = ${BigInt(messageId)} AND status = 'received' RETURNING id
    ), waiting AS (
      SELECT EXISTS (SELECT 1 FROM outbound_message WHERE chat_id = ${BigInt(chatId)} AND status = 'pending' AND due_at <= ${now}) AS is
    ), chat_saved AS (
      UPDATE chat SET state = ${JSON.stringify(end.state)}::jsonb, last_active_at = ${now}, loop_window_at = ${end.loopWindowAt},
             loop_count = ${end.loopCount}, person_until = coalesce(${end.personUntil ?? null}, person_until)
       WHERE id = ${BigInt(chatId)} AND EXISTS (SELECT 1 FROM done) RETURNING channel, address
    ), said AS (
      INSERT INTO outbound_message (chat_id, body, dedupe_key, due_at, claimed_until, attempts)
      SELECT ${BigInt(chatId)}, r.body::jsonb, r.key, ${now}, CASE WHEN w.is THEN NULL ELSE ${claimedUntil}::timestamptz END, 1
        FROM unnest(${bodies}::text[], ${keys}::text[]) WITH ORDINALITY AS r(body, key, n), waiting w
       WHERE EXISTS (SELECT 1 FROM done) ORDER BY r.n
      RETURNING id, chat_id AS "chatId", body, dedupe_key AS "dedupeKey", attempts
    )
    SELECT d.id AS done, w.is AS waiting, c.channel::text AS channel, c.address, s.id, s."chatId", s.body, s."dedupeKey", s.attempts
      FROM done d CROSS JOIN waiting w CROSS JOIN chat_saved c LEFT JOIN said s ON true ORDER BY s.id`;
  const [first] = rows;
  if (!first) throw new TurnTaken("The message was answered by another process");
  return first.waiting || first.id === null ? [] : rows.map(outboundOf);
}
