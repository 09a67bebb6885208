import type { Transaction } from "../../database/sql.ts";

/**
 * Makes one chat of several, which are locked, and returns its id: the one that was active last, with the messages, the
 * promises, the requests for a human agent and the proofs of all.
 */
export async function mergeChats(tx: Transaction, ids: readonly bigint[]): Promise<bigint> {
  const rows = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM chat WHERE id = ANY(${ids}::bigint[]) ORDER BY last_active_at DESC NULLS LAST, id DESC`;
  const [survivor, ...others] = rows.map(({ id }) => id);
  if (survivor === undefined) throw new Error("There is no chat to merge");
  for (const other of others) await mergeInto(tx, survivor, other);
  return survivor;
}

async function mergeInto(tx: Transaction, to: bigint, from: bigint): Promise<void> {
  // What both have stays in `from`, and is deleted with it.
  await tx.$executeRaw`
    UPDATE inbound_message m SET chat_id = ${to} WHERE m.chat_id = ${from}
       AND NOT EXISTS (SELECT 1 FROM inbound_message k WHERE k.chat_id = ${to} AND k.external_id = m.external_id)`;
  await tx.$executeRaw`UPDATE outbound_message SET chat_id = ${to} WHERE chat_id = ${from}`;
  await tx.$executeRaw`
    UPDATE boleto_watcher w SET chat_id = ${to} WHERE w.chat_id = ${from}
       AND NOT EXISTS (SELECT 1 FROM boleto_watcher k WHERE k.chat_id = ${to} AND k.boleto_id = w.boleto_id)`;
  await tx.$executeRaw`
    UPDATE bank_question q SET chat_id = ${to} WHERE q.chat_id = ${from}
       AND NOT EXISTS (SELECT 1 FROM bank_question k WHERE k.chat_id = ${to} AND k.boleto_id = q.boleto_id AND k.about = q.about)`;
  await tx.$executeRaw`
    UPDATE pgboss.job SET data = jsonb_set(data, '{chatId}', to_jsonb(${String(to)}::text))
     WHERE name = 'ask-bank' AND state < 'completed' AND data ->> 'chatId' = ${String(from)}`;
  // A chat has one open request: the one that was called first goes on.
  await tx.$executeRaw`
    UPDATE attendance a SET closed_at = greatest(a.opened_at, k.opened_at), outcome = 'handed_back' FROM attendance k
     WHERE a.chat_id IN (${to}, ${from}) AND k.chat_id IN (${to}, ${from}) AND a.closed_at IS NULL AND k.closed_at IS NULL
       AND (a.opened_at, a.id) > (k.opened_at, k.id)`;
  await tx.$executeRaw`UPDATE attendance SET chat_id = ${to} WHERE chat_id = ${from}`;
  await tx.$executeRaw`UPDATE one_time_code SET origin = ${`chat:${to}`} WHERE origin = ${`chat:${from}`}`;
  await tx.$executeRaw`
    UPDATE chat c SET subscriber_id = coalesce(c.subscriber_id, o.subscriber_id), confirmed_id = coalesce(c.confirmed_id, o.confirmed_id),
           proven_id = CASE WHEN o.proven_until > coalesce(c.proven_until, '-infinity') THEN o.proven_id ELSE c.proven_id END,
           proven_until = greatest(c.proven_until, o.proven_until), person_until = greatest(c.person_until, o.person_until),
           notices_off_at = greatest(c.notices_off_at, o.notices_off_at), phone = coalesce(c.phone, o.phone)
      FROM chat o WHERE c.id = ${to} AND o.id = ${from}`;
  await tx.$executeRaw`DELETE FROM chat WHERE id = ${from}`;
}
