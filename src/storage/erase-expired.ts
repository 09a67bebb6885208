import type { Storage } from "../core/ports.ts";
import { Prisma, type PrismaClient } from "../database/generated/client.ts";
import { sessionRules } from "./session-rules.ts";

/** A statement is of so many ids, and committed by itself: at ten million messages too, nobody waits for its locks. */
const idsAtOnce = 5000;

/** Removes what is held no longer. Every part is safe to repeat; what waits to be sent or answered stays. */
export async function eraseExpired(
  prisma: PrismaClient,
  { textsBefore, accessBefore, codesBefore, now }: Parameters<Storage["eraseExpired"]>[0],
  span = idsAtOnce,
): Promise<void> {
  // Texts go before their messages: where all are too young for the one, they are for the other.
  const heard = {
    table: Prisma.sql`inbound_message`,
    span,
    young: Prisma.sql`received_at BETWEEN ${textsBefore} AND ${now}`,
  };
  await walk(prisma, heard, async (rows) => {
    const over = Prisma.sql`${rows} AND status <> 'received'`;
    await prisma.$executeRaw`DELETE FROM inbound_message WHERE ${over} AND received_at < ${accessBefore}`;
    await prisma.$executeRaw`
      UPDATE inbound_message SET body = '{"kind":"text","text":""}'
       WHERE ${over} AND received_at < ${textsBefore} AND body <> '{"kind":"text","text":""}'`;
  });
  const saidAt = Prisma.sql`coalesce(sent_at, due_at)`;
  const said = {
    table: Prisma.sql`outbound_message`,
    span,
    young: Prisma.sql`${saidAt} BETWEEN ${textsBefore} AND ${now}`,
  };
  await walk(prisma, said, async (rows) => {
    const over = Prisma.sql`${rows} AND status NOT IN ('pending', 'unknown')`;
    await prisma.$executeRaw`DELETE FROM outbound_message WHERE ${over} AND ${saidAt} < ${accessBefore}`;
    await prisma.$executeRaw`
      UPDATE outbound_message SET body = '{"text":""}'
       WHERE ${over} AND ${saidAt} < ${textsBefore} AND body <> '{"text":""}'`;
  });
  // What a talk was about is a text too. Who wrote first may write last: all chats are looked at.
  await walk(prisma, { table: Prisma.sql`chat`, span }, async (rows) => {
    await prisma.$executeRaw`
      UPDATE chat SET state = NULL WHERE ${rows} AND last_active_at < ${textsBefore} AND state IS NOT NULL`;
  });
  await prisma.oneTimeCode.deleteMany({ where: { usedAt: null, expiresAt: { lt: codesBefore } } });
  // What was used had not expired yet; by that there is an index.
  const usedBefore = { usedAt: { lt: accessBefore }, expiresAt: { lt: codesBefore } };
  await prisma.oneTimeCode.deleteMany({ where: usedBefore });
  await prisma.attemptCount.deleteMany({ where: { resetsAt: { lt: now } } });
  await prisma.loginLink.deleteMany({ where: { expiresAt: { lt: now } } });
  await prisma.centralSession.deleteMany({ where: { NOT: sessionRules.lives(now) } });
  await prisma.centralAccess.deleteMany({ where: { at: { lt: accessBefore } } });
}

/**
 * Goes through a table by its ids, a span of them a step. What is new meanwhile is not old. Ids grow with time: where
 * it is given what is `young`, the walk ends at the first span that holds nothing else; what is out of order behind it is
 * found when its neighbours are. What a clock that ran ahead left is not young, or it would end each walk for years.
 */
async function walk(
  prisma: PrismaClient,
  { table, span, young }: { table: Prisma.Sql; span: number; young?: Prisma.Sql },
  step: (rows: Prisma.Sql) => Promise<void>,
): Promise<void> {
  const [{ first, last } = { first: null, last: null }] = await prisma.$queryRaw<
    { first: bigint | null; last: bigint | null }[]
  >`SELECT min(id) AS first, max(id) AS last FROM ${table}`;
  if (first === null || last === null) return;
  for (let from = first; from <= last; from += BigInt(span)) {
    const rows = Prisma.sql`id >= ${from} AND id < ${from + BigInt(span)}`;
    if (young && (await isAll(prisma, table, rows, young))) return;
    await step(rows);
  }
}

/** Whether there are rows, and all are like that. */
async function isAll(prisma: PrismaClient, table: Prisma.Sql, rows: Prisma.Sql, like: Prisma.Sql): Promise<boolean> {
  const [found] = await prisma.$queryRaw<{ all: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM ${table} WHERE ${rows})
       AND NOT EXISTS (SELECT 1 FROM ${table} WHERE ${rows} AND NOT (${like})) AS "all"`;
  return found?.all ?? false;
}
