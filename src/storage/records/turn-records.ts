import type { InboundBody, OutboundMessage } from "../../core/channel-ports.ts";
import type { PhoneOwners } from "../../core/identity/proof.ts";
import type { Chat, TurnEnd, WaitingMessage } from "../../core/records.ts";
import type { Sql, Statement } from "../sql.ts";
import { type OutboundRow, outboundOf } from "./outbound-row.ts";

interface TurnRow {
  version: string;
  channel: Chat["channel"];
  address: string;
  phone: string | null;
  state: unknown;
  lastActiveAt: Date | null;
  personUntil: Date | null;
  loopWindowAt: Date | null;
  loopCount: number;
  owners: OwnersRow;
  linked: { id: string; name: string } | null;
  proven: { id: string; name: string } | null;
  provenUntil: Date | null;
  confirmedId: string | null;
  messageId: string;
  body: InboundBody;
  attempts: number;
}

interface OwnersRow {
  subscribers: { id: string; name: string }[] | null;
  authorised: { contractId: string; subscriberId: string }[] | null;
}

/** Whose a phone is, as one value. */
const ownersOfPhone = (phone: string) => `
  json_build_object(
    'subscribers', (SELECT json_agg(json_build_object('id', s.id, 'name', s.name))
       FROM subscriber_phone p JOIN subscriber s ON s.id = p.subscriber_id WHERE p.phone = ${phone}),
    'authorised', (SELECT json_agg(json_build_object('contractId', k.id, 'subscriberId', k.subscriber_id))
       FROM contract_phone q JOIN contract k ON k.id = q.contract_id WHERE q.phone = ${phone} AND k.active))`;
const ownersFrom = ({ subscribers, authorised }: OwnersRow): PhoneOwners => ({
  subscribers: subscribers ?? [],
  authorised: authorised ?? [],
});

const look: Statement = {
  name: "next-turn",
  text: `
  SELECT c.xmin::text AS version, c.channel::text AS channel, c.address, c.phone, c.state, c.last_active_at AS "lastActiveAt",
         c.person_until AS "personUntil", c.loop_window_at AS "loopWindowAt", c.loop_count AS "loopCount",
         ${ownersOfPhone("c.phone")} AS owners,
         (SELECT json_build_object('id', s.id, 'name', s.name) FROM subscriber s WHERE s.id = c.subscriber_id) AS linked,
         (SELECT json_build_object('id', s.id, 'name', s.name) FROM subscriber s WHERE s.id = c.proven_id) AS proven,
         c.proven_until AS "provenUntil", c.confirmed_id::text AS "confirmedId",
         m.id::text AS "messageId", m.body, m.attempts
    FROM chat c
    JOIN LATERAL (SELECT * FROM inbound_message i WHERE i.chat_id = c.id AND i.status = 'received' ORDER BY i.id LIMIT 1) m
      ON m.next_try_at <= $2
   WHERE c.id = $1::bigint`,
};
const lockChat: Statement = { name: "lock-chat", text: "SELECT 1 FROM chat WHERE id = $1::bigint FOR NO KEY UPDATE" };

/** A chat and its oldest message that waits, locked or only looked at; undefined when none waits, or its next try is later. */
export async function nextTurn(
  sql: Sql,
  { chatId, now, hold }: { chatId: string; now: Date; hold: "look" | "lock" },
): Promise<{ chat: Chat; message: WaitingMessage } | undefined> {
  // By itself: what stands behind the lock is seen only by a statement that begins after it.
  if (hold === "lock") await sql(lockChat, [chatId]);
  const [row] = await sql<TurnRow>(look, [chatId, now]);
  if (!row) return undefined;
  const { lastActiveAt, personUntil, loopWindowAt } = row;
  return {
    chat: {
      id: chatId,
      version: row.version,
      channel: row.channel,
      address: row.address,
      ...(row.phone !== null && { phone: row.phone }),
      state: row.state,
      ...(lastActiveAt && { lastActiveAt }),
      ...(personUntil && { personUntil }),
      ...(loopWindowAt && { loopWindowAt }),
      loopCount: row.loopCount,
      owners: ownersFrom(row.owners),
      ...(row.linked && { linked: row.linked }),
      ...(row.proven && row.provenUntil && { proven: { ...row.proven, until: row.provenUntil } }),
      ...(row.confirmedId !== null && { confirmedId: row.confirmedId }),
    },
    message: { id: row.messageId, body: row.body, attempts: row.attempts },
  };
}

const owners: Statement = { name: "owners-of-phone", text: `SELECT ${ownersOfPhone("$1")} AS owners` };

/** Whose a phone is. */
export async function ownersOf(sql: Sql, phone: string): Promise<PhoneOwners> {
  const [row] = await sql<{ owners: OwnersRow }>(owners, [phone]);
  return ownersFrom(row?.owners ?? { subscribers: null, authorised: null });
}

/** The chat went on without us since it was read: the turn has to be run anew. */
export class TurnTaken extends Error {
  override name = "TurnTaken";
}

/**
 * Every turn changes its chat's row, so a row that is still the one read means that nobody else answered the message,
 * nor changed the state.
 */
const finish: Statement = {
  name: "finish-turn",
  text: `
  WITH chat_saved AS (
    UPDATE chat SET state = $3::jsonb, last_active_at = $4, loop_window_at = $5, loop_count = $6::int,
           person_until = coalesce($7::timestamptz, person_until),
           phone = CASE WHEN $11::jsonb ? 'phone' THEN $11::jsonb ->> 'phone' ELSE phone END,
           subscriber_id = CASE WHEN $11::jsonb ? 'linkedId' THEN ($11::jsonb ->> 'linkedId')::uuid ELSE subscriber_id END,
           proven_id = CASE WHEN $11::jsonb ? 'provenId' THEN ($11::jsonb ->> 'provenId')::uuid ELSE proven_id END,
           proven_until = CASE WHEN $11::jsonb ? 'provenUntil' THEN ($11::jsonb ->> 'provenUntil')::timestamptz ELSE proven_until END,
           confirmed_id = CASE WHEN $11::jsonb ? 'confirmedId' THEN ($11::jsonb ->> 'confirmedId')::uuid ELSE confirmed_id END,
           notices_off_at = CASE WHEN $11::jsonb ? 'noticesOffAt' THEN ($11::jsonb ->> 'noticesOffAt')::timestamptz ELSE notices_off_at END
     WHERE id = $1::bigint AND xmin = $2::text::xid
       AND EXISTS (SELECT 1 FROM inbound_message WHERE id = $8::bigint AND status = 'received')
     RETURNING id, channel, address
  ), done AS (
    UPDATE inbound_message SET status = 'done', done_at = $4
     WHERE id = $8::bigint AND EXISTS (SELECT 1 FROM chat_saved)
  ), waiting AS (
    SELECT EXISTS (SELECT 1 FROM outbound_message WHERE chat_id = $1::bigint AND status = 'pending' AND due_at <= $4)
        OR EXISTS (SELECT 1 FROM outbound_message WHERE chat_id = $1::bigint AND status = 'unknown') AS is
  ), said AS (
    INSERT INTO outbound_message (chat_id, boleto_id, body, dedupe_key, due_at, claimed_until, attempts)
    SELECT c.id, (r.body::jsonb ->> 'handsOver')::uuid, r.body::jsonb, 'reply:' || $8::text || ':' || (r.n - 1), $4, CASE WHEN w.is THEN NULL ELSE $9::timestamptz END, 1
      FROM chat_saved c, waiting w, unnest($10::text[]) WITH ORDINALITY AS r(body, n) ORDER BY r.n
    RETURNING id, body, dedupe_key, attempts
  )
  SELECT w.is AS waiting, EXISTS (SELECT 1 FROM inbound_message WHERE chat_id = c.id AND status = 'received' AND id <> $8::bigint) AS more,
         c.channel::text AS channel, c.address, c.id::text AS "chatId", s.id::text AS id, s.body, s.dedupe_key AS "dedupeKey", s.attempts
    FROM chat_saved c CROSS JOIN waiting w LEFT JOIN said s ON true ORDER BY s.id`,
};

/**
 * Saves the state, marks the message done and stores the replies, in one statement. Gives the replies that may be sent
 * at once: none where older messages of the chat still wait, so that the order is kept; and whether a further message
 * waits for its turn. Throws TurnTaken.
 */
export async function finishTurn(sql: Sql, end: TurnEnd): Promise<{ replies: OutboundMessage[]; more: boolean }> {
  const rows = await sql<Omit<OutboundRow, "id"> & { id: string | null; waiting: boolean; more: boolean }>(finish, [
    end.chatId,
    end.version,
    JSON.stringify(end.state),
    end.now,
    end.loopWindowAt,
    end.loopCount,
    end.personUntil ?? null,
    end.messageId,
    end.claimedUntil ?? null,
    end.replies.map((reply) => JSON.stringify(reply)),
    JSON.stringify(end.keep),
  ]);
  const [first] = rows;
  if (!first) throw new TurnTaken("The chat went on without this turn");
  const said = rows.flatMap(({ id, ...row }) => (id === null ? [] : [outboundOf({ ...row, id }, end.claimedUntil)]));
  return { replies: first.waiting || !end.claimedUntil ? [] : said, more: first.more };
}
