import type { Storage } from "../core/ports.ts";
import { Prisma, type PrismaClient } from "../database/generated/client.ts";
import { browserKnownMs } from "./attempts/known-browsers.ts";
import { sessionRules } from "./session-rules.ts";

/**
 * Number of ids that one statement covers. Each statement is committed by itself, so that its locks block nobody for
 * long even with ten million messages.
 */
const idsAtOnce = 5000;

/**
 * Erases the data whose retention period is over. Running it again does no harm. Messages that are still to be sent or
 * answered are kept.
 */
export async function eraseExpired(
  prisma: PrismaClient,
  { textsBefore, accessBefore, codesBefore, now }: Parameters<Storage["eraseExpired"]>[0],
  span = idsAtOnce,
): Promise<void> {
  // Texts expire before their messages do, so rows without expired texts contain no expired messages either.
  const inbound = {
    table: Prisma.sql`inbound_message`,
    span,
    recent: Prisma.sql`received_at BETWEEN ${textsBefore} AND ${now}`,
  };
  await walk(prisma, inbound, async (rows) => {
    const finished = Prisma.sql`${rows} AND status <> 'received'`;
    await prisma.$executeRaw`DELETE FROM inbound_message WHERE ${finished} AND received_at < ${accessBefore}`;
    await prisma.$executeRaw`
      UPDATE inbound_message SET body = '{"kind":"text","text":""}'
       WHERE ${finished} AND received_at < ${textsBefore} AND body <> '{"kind":"text","text":""}'`;
  });
  const sentOrDueAt = Prisma.sql`coalesce(sent_at, due_at)`;
  const outbound = {
    table: Prisma.sql`outbound_message`,
    span,
    recent: Prisma.sql`${sentOrDueAt} BETWEEN ${textsBefore} AND ${now}`,
  };
  await walk(prisma, outbound, async (rows) => {
    const finished = Prisma.sql`${rows} AND status NOT IN ('pending', 'unknown')`;
    await prisma.$executeRaw`DELETE FROM outbound_message WHERE ${finished} AND ${sentOrDueAt} < ${accessBefore}`;
    await prisma.$executeRaw`
      UPDATE outbound_message SET body = '{"text":""}'
       WHERE ${finished} AND ${sentOrDueAt} < ${textsBefore} AND body <> '{"text":""}'`;
  });
  // The state of the dialog contains text as well. Even an old chat may have become active lately, so all chats are
  // walked through.
  await walk(prisma, { table: Prisma.sql`chat`, span }, async (rows) => {
    await prisma.$executeRaw`
      UPDATE chat SET state = NULL WHERE ${rows} AND last_active_at < ${textsBefore} AND state IS NOT NULL`;
  });
  await prisma.oneTimeCode.deleteMany({ where: { usedAt: null, expiresAt: { lt: codesBefore } } });
  // A code that was used before `accessBefore` has expired before `codesBefore`. The second condition is only there
  // because it has an index.
  const usedBefore = { usedAt: { lt: accessBefore }, expiresAt: { lt: codesBefore } };
  await prisma.oneTimeCode.deleteMany({ where: usedBefore });
  await prisma.attemptCount.deleteMany({ where: { resetsAt: { lt: now } } });
  // What the version before counted its logins by.
  await prisma.loginAttempt.deleteMany({ where: { at: { lt: codesBefore } } });
  await prisma.loginLink.deleteMany({ where: { expiresAt: { lt: now } } });
  await prisma.knownBrowser.deleteMany({ where: { usedAt: { lt: new Date(now.getTime() - browserKnownMs) } } });
  await prisma.centralSession.deleteMany({ where: { NOT: sessionRules.lives(now) } });
  await prisma.centralAccess.deleteMany({ where: { at: { lt: accessBefore } } });
}

/**
 * Walks through a table by ids, one span of ids at a time, up to the highest id at the start. Because ids grow with
 * time, `recent` can end the walk early: at the first span in which all rows meet that condition. Older rows beyond
 * that span are found later, once the rows beside them are old, too. Rows that a wrong clock dated in the future do not
 * count as recent; otherwise they would end every walk for years.
 */
async function walk(
  prisma: PrismaClient,
  { table, span, recent }: { table: Prisma.Sql; span: number; recent?: Prisma.Sql },
  step: (rows: Prisma.Sql) => Promise<void>,
): Promise<void> {
  const [{ first, last } = { first: null, last: null }] = await prisma.$queryRaw<
    { first: bigint | null; last: bigint | null }[]
  >`SELECT min(id) AS first, max(id) AS last FROM ${table}`;
  if (first === null || last === null) return;
  for (let from = first; from <= last; from += BigInt(span)) {
    const rows = Prisma.sql`id >= ${from} AND id < ${from + BigInt(span)}`;
    if (recent && (await allMatch(prisma, table, rows, recent))) return;
    await step(rows);
  }
}

/** Returns true if there are rows in the span and all of them meet the condition. */
async function allMatch(
  prisma: PrismaClient,
  table: Prisma.Sql,
  rows: Prisma.Sql,
  condition: Prisma.Sql,
): Promise<boolean> {
  const [found] = await prisma.$queryRaw<{ all: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM ${table} WHERE ${rows})
       AND NOT EXISTS (SELECT 1 FROM ${table} WHERE ${rows} AND NOT (${condition})) AS "all"`;
  return found?.all ?? false;
}
