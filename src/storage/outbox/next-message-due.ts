import type { Storage } from "../../core/ports.ts";
import type { Sql, Statement } from "../../database/sql.ts";

// Of the messages that are due already, only those count that can be claimed: none that waits behind a claimed message
// of its chat, or behind one with an unknown outcome.
const next: Statement = {
  name: "next-message-due",
  text: `
  SELECT (extract(epoch FROM least(
    (SELECT min(next_try_at) FROM inbound_message WHERE status = 'received' AND $3::boolean),
    (SELECT min(due_at) FROM outbound_message WHERE status = 'pending' AND due_at > $1),
    (SELECT min(greatest(o.due_at, o.claimed_until))
       FROM outbound_message o JOIN chat c ON c.id = o.chat_id AND c.channel = ANY($2::text[]::channel[])
      WHERE o.status = 'pending' AND o.due_at <= $1
        AND (o.claimed_until > $1 OR NOT EXISTS (SELECT 1 FROM outbound_message p WHERE p.chat_id = o.chat_id AND p.status = 'pending' AND p.claimed_until > $1))
        AND NOT EXISTS (SELECT 1 FROM outbound_message u WHERE u.chat_id = o.chat_id AND u.status = 'unknown'))
  )) * 1000)::float8 AS ms`,
};

/** Returns when the next message has to be sent or, with `answers`, to be answered; undefined if there is none. */
export async function nextMessageDue(
  sql: Sql,
  { channels, answers, now }: Parameters<Storage["nextMessageDue"]>[0],
): Promise<Date | undefined> {
  const [row] = await sql<{ ms: number | null }>(next, [now, channels, answers]);
  return typeof row?.ms === "number" ? new Date(row.ms) : undefined;
}
