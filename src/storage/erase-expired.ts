import type { Storage } from "../core/ports.ts";
import { Prisma, type PrismaClient } from "./generated/client.ts";
import { sessionRules } from "./session-rules.ts";

/** So many rows a statement, committed by itself: at ten million messages too, nobody waits for a lock of this one. */
const rowsAtOnce = 5000;

/** Removes what is held no longer. Every part is safe to repeat; what waits to be sent or answered stays. */
export async function eraseExpired(
  prisma: PrismaClient,
  { textsBefore, accessBefore, codesBefore, now }: Parameters<Storage["eraseExpired"]>[0],
  atOnce = rowsAtOnce,
): Promise<void> {
  await walk(prisma, Prisma.sql`inbound_message`, atOnce, async (rows) => {
    const over = Prisma.sql`${rows} AND status <> 'received'`;
    await prisma.$executeRaw`DELETE FROM inbound_message WHERE ${over} AND received_at < ${accessBefore}`;
    await prisma.$executeRaw`
      UPDATE inbound_message SET body = '{"kind":"text","text":""}'
       WHERE ${over} AND received_at < ${textsBefore} AND body <> '{"kind":"text","text":""}'`;
  });
  await walk(prisma, Prisma.sql`outbound_message`, atOnce, async (rows) => {
    const over = Prisma.sql`${rows} AND status NOT IN ('pending', 'unknown')`;
    await prisma.$executeRaw`DELETE FROM outbound_message WHERE ${over} AND coalesce(sent_at, due_at) < ${accessBefore}`;
    await prisma.$executeRaw`
      UPDATE outbound_message SET body = '{"text":""}'
       WHERE ${over} AND coalesce(sent_at, due_at) < ${textsBefore} AND body <> '{"text":""}'`;
  });
  // What a talk was about is a text too.
  await walk(prisma, Prisma.sql`chat`, atOnce, async (rows) => {
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

/** Goes through a table by its ids, `atOnce` of them a step. What is new meanwhile is not old. */
async function walk(
  prisma: PrismaClient,
  table: Prisma.Sql,
  atOnce: number,
  step: (rows: Prisma.Sql) => Promise<void>,
): Promise<void> {
  const [{ first, last } = { first: null, last: null }] = await prisma.$queryRaw<
    { first: bigint | null; last: bigint | null }[]
  >`SELECT min(id) AS first, max(id) AS last FROM ${table}`;
  if (first === null || last === null) return;
  for (let from = first; from <= last; from += BigInt(atOnce))
    await step(Prisma.sql`id >= ${from} AND id < ${from + BigInt(atOnce)}`);
}
