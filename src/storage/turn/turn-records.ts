import type { InboundBody, OutboundMessage } from "../../core/channel-ports.ts";
import type { Registered } from "../../core/identity/access.ts";
import type { PhoneOwners } from "../../core/identity/proof.ts";
import { messageKey } from "../../core/message-key.ts";
import type { NextTurn, TurnOutcome } from "../../core/ports.ts";
import type { Chat, TurnEnd } from "../../core/records/chat-records.ts";
import type { Sql, Statement } from "../../database/sql.ts";
import { outboundOf } from "../outbox/outbound-row.ts";
import { alsoRegisteredAs } from "../same-person.ts";

interface TurnRow {
  chatId: string;
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
  linked: Registered | null;
  proven: Registered | null;
  provenUntil: Date | null;
  confirmedId: string | null;
  messageId: string;
  body: InboundBody;
  attempts: number;
}

interface OwnersRow {
  subscribers: Registered[] | null;
  authorised: { contractId: string; subscriberId: string }[] | null;
}

const registered = `json_build_object('id', s.id, 'name', s.name, 'also', ${alsoRegisteredAs("s")})`;
/**
 * SQL for the owners of a phone, as one JSON value. The holder of an authorised contract is the newest registration with
 * that CPF or CNPJ, so that contracts of one person have one holder.
 */
const ownersOfPhone = (phone: string) => `
  json_build_object(
    'subscribers', (SELECT json_agg(${registered} ORDER BY s.created_at DESC, s.id)
       FROM subscriber_phone p JOIN subscriber s ON s.id = p.subscriber_id WHERE p.phone = ${phone}),
    'authorised', (SELECT json_agg(json_build_object('contractId', k.id, 'subscriberId', (
         SELECT o.id FROM subscriber h JOIN subscriber o ON o.document = h.document
          WHERE h.id = k.subscriber_id ORDER BY o.created_at DESC, o.id LIMIT 1)))
       FROM contract_phone q JOIN contract k ON k.id = q.contract_id WHERE q.phone = ${phone} AND k.active))`;
const ownersFrom = ({ subscribers, authorised }: OwnersRow): PhoneOwners => ({
  subscribers: subscribers ?? [],
  authorised: authorised ?? [],
});

const findNextTurns: Statement = {
  name: "next-turn",
  text: `
  SELECT c.id::text AS "chatId", c.xmin::text AS version, c.channel::text AS channel, c.address, c.phone, c.state, c.last_active_at AS "lastActiveAt",
         c.person_until AS "personUntil", c.loop_window_at AS "loopWindowAt", c.loop_count AS "loopCount",
         ${ownersOfPhone("c.phone")} AS owners,
         (SELECT ${registered} FROM subscriber s WHERE s.id = c.subscriber_id) AS linked,
         (SELECT ${registered} FROM subscriber s WHERE s.id = c.proven_id) AS proven,
         c.proven_until AS "provenUntil", c.confirmed_id::text AS "confirmedId",
         m.id::text AS "messageId", m.body, m.attempts
    FROM unnest($1::text[]::bigint[], $2::text[]::timestamptz[]) AS g(chat_id, now)
    JOIN chat c ON c.id = g.chat_id
    JOIN LATERAL (SELECT * FROM inbound_message i WHERE i.chat_id = c.id AND i.status = 'received' ORDER BY i.id LIMIT 1) m
      ON m.next_try_at <= g.now`,
};
const lockChat: Statement = { name: "lock-chat", text: "SELECT 1 FROM chat WHERE id = $1::bigint FOR NO KEY UPDATE" };

/** A chat whose oldest waiting message is wanted, and the current time. */
export interface TurnRequest {
  chatId: string;
  now: Date;
}

/**
 * Returns each chat with its oldest waiting message; undefined if no message is waiting, or if its next attempt is not
 * due.
 */
export async function nextTurns(sql: Sql, requests: readonly TurnRequest[]): Promise<(NextTurn | undefined)[]> {
  const rows = await sql<TurnRow>(findNextTurns, [
    requests.map(({ chatId }) => chatId),
    requests.map(({ now }) => now.toISOString()),
  ]);
  const found = new Map(rows.map((row) => [row.chatId, row]));
  return requests.map(({ chatId }) => {
    const row = found.get(chatId);
    return row && nextTurnOf(row);
  });
}

/** Locks one chat, then returns the same as `nextTurns` for it. */
export async function lockNextTurn(sql: Sql, request: TurnRequest): Promise<NextTurn | undefined> {
  // The lock is a statement of its own: only a statement that begins after the lock was granted sees the changes for
  // which the lock had to wait.
  await sql(lockChat, [request.chatId]);
  return (await nextTurns(sql, [request]))[0];
}

function nextTurnOf(row: TurnRow): NextTurn {
  const { lastActiveAt, personUntil, loopWindowAt } = row;
  return {
    chat: {
      id: row.chatId,
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

/** Returns the subscribers to whom a phone belongs, and the contracts for which it is authorised. */
export async function ownersOf(sql: Sql, phone: string): Promise<PhoneOwners> {
  const [row] = await sql<{ owners: OwnersRow }>(owners, [phone]);
  return ownersFrom(row?.owners ?? { subscribers: null, authorised: null });
}

/** Thrown if the chat has changed since it was read. The turn must be run again. */
export class TurnTaken extends Error {
  override name = "TurnTaken";
}

/**
 * Every turn changes the row of its chat. So if the version of the row (xmin) is still the one that was read, nobody
 * else has answered the message or changed the state. A row that is locked is about to change: it is skipped, and does
 * not block the other turns.
 */
const finish: Statement = {
  name: "finish-turns",
  text: `
  WITH ended AS MATERIALIZED (
    SELECT * FROM json_to_recordset($1::json) AS e(
      n int, "chatId" bigint, version text, "messageId" bigint, state jsonb, now timestamptz, "loopWindowAt" timestamptz, "loopCount" int,
      "personUntil" timestamptz, "claimedUntil" timestamptz, keep jsonb, replies json)
  ), held AS MATERIALIZED (
    SELECT c.id FROM ended e JOIN chat c ON c.id = e."chatId"
     WHERE c.xmin::text = e.version AND EXISTS (SELECT 1 FROM inbound_message WHERE id = e."messageId" AND status = 'received')
     ORDER BY c.id FOR NO KEY UPDATE OF c SKIP LOCKED
  ), saved AS (
    UPDATE chat c SET state = e.state, last_active_at = e.now, loop_window_at = e."loopWindowAt", loop_count = e."loopCount",
           person_until = coalesce(e."personUntil", c.person_until),
           phone = CASE WHEN e.keep ? 'phone' THEN e.keep ->> 'phone' ELSE c.phone END,
           subscriber_id = CASE WHEN e.keep ? 'linkedId' THEN (e.keep ->> 'linkedId')::uuid ELSE c.subscriber_id END,
           proven_id = CASE WHEN e.keep ? 'provenId' THEN (e.keep ->> 'provenId')::uuid ELSE c.proven_id END,
           proven_until = CASE WHEN e.keep ? 'provenUntil' THEN (e.keep ->> 'provenUntil')::timestamptz ELSE c.proven_until END,
           confirmed_id = CASE WHEN e.keep ? 'confirmedId' THEN (e.keep ->> 'confirmedId')::uuid ELSE c.confirmed_id END,
           notices_off_at = CASE WHEN e.keep ? 'noticesOffAt' THEN (e.keep ->> 'noticesOffAt')::timestamptz ELSE c.notices_off_at END
      FROM held h JOIN ended e ON e."chatId" = h.id
     WHERE c.id = h.id
    RETURNING e.n, e."chatId", e."messageId", e.now, e."claimedUntil", e.replies, c.channel, c.address
  ), done AS (
    UPDATE inbound_message m SET status = 'done', done_at = s.now FROM saved s WHERE m.id = s."messageId"
  ), behind AS MATERIALIZED (
    SELECT s.*, EXISTS (SELECT 1 FROM outbound_message WHERE chat_id = s."chatId" AND status = 'pending' AND due_at <= s.now)
        OR EXISTS (SELECT 1 FROM outbound_message WHERE chat_id = s."chatId" AND status = 'unknown') AS waiting,
           EXISTS (SELECT 1 FROM inbound_message WHERE chat_id = s."chatId" AND status = 'received' AND id <> s."messageId") AS more
      FROM saved s
  ), said AS (
    INSERT INTO outbound_message (chat_id, boleto_id, body, kind, part, dedupe_key, due_at, claimed_until, attempts)
    SELECT b."chatId", (r.given -> 'body' ->> 'handsOver')::uuid, r.given -> 'body', 'reply'::outbound_kind, r.place - 1, r.given ->> 'key', b.now,
           CASE WHEN NOT b.waiting THEN b."claimedUntil" END, 1
      FROM behind b CROSS JOIN LATERAL json_array_elements(b.replies) WITH ORDINALITY AS r(given, place) ORDER BY b.n, r.place
    RETURNING id, chat_id
  )
  SELECT b.n, b.waiting, b.more, b.channel::text AS channel, b.address,
         ARRAY (SELECT id::text FROM said WHERE chat_id = b."chatId" ORDER BY id) AS ids
    FROM behind b`,
};

interface EndedRow {
  n: number;
  waiting: boolean;
  more: boolean;
  channel: Chat["channel"];
  address: string;
  ids: string[];
}

/**
 * Saves the state of each turn, marks its message as done and stores its replies, all in one statement. The outcome
 * contains the replies that may be sent at once; there are none if older messages of the chat are still waiting, which
 * keeps the order. The outcome is undefined for a turn whose chat has changed meanwhile.
 */
export async function finishTurns(sql: Sql, ends: readonly TurnEnd[]): Promise<(TurnOutcome | undefined)[]> {
  const given = ends.map((end, n) => {
    const { messageId } = end;
    const replies = end.replies.map((body, part) => ({ key: messageKey({ kind: "reply", messageId }, part), body }));
    return { ...end, n, replies };
  });
  const outcomes: (TurnOutcome | undefined)[] = ends.map(() => undefined);
  for (const { n, ...row } of await sql<EndedRow>(finish, [JSON.stringify(given)])) {
    const end = ends[n];
    if (end) outcomes[n] = { more: row.more, replies: row.waiting || !end.claimedUntil ? [] : toSend(end, row) };
  }
  return outcomes;
}

function toSend(end: TurnEnd, { ids, channel, address }: Omit<EndedRow, "n">): OutboundMessage[] {
  const { chatId, claimedUntil } = end;
  return end.replies.map((body, part) =>
    outboundOf({ id: ids[part] ?? "", chatId, channel, address, body, kind: "reply", part, attempts: 1 }, claimedUntil),
  );
}
