import type { PrismaClient } from "../database/generated/client.ts";

/** For each kind of work, the seconds for which the oldest due item has been waiting; zero if none is waiting. */
export interface Backlog {
  message: number;
  notice: number;
  job: number;
}

/** Returns how late messages, notices and jobs are. */
export async function readBacklog(prisma: PrismaClient): Promise<Backlog> {
  const [row] = await prisma.$queryRaw<Backlog[]>`
    SELECT coalesce(extract(epoch FROM now() - min(due_at)), 0)::float AS message,
           coalesce(extract(epoch FROM now() - min(due_at) FILTER (WHERE kind = 'notice')), 0)::float AS notice,
           (SELECT coalesce(extract(epoch FROM now() - min(start_after)), 0)::float FROM pgboss.job
             WHERE state < 'active' AND NOT blocked AND start_after <= now()) AS job
      FROM outbound_message WHERE status = 'pending' AND due_at <= now()`;
  return row ?? { message: 0, notice: 0, job: 0 };
}

/** Returns for how many seconds the oldest event has been waiting to be sent to an endpoint. */
export async function eventWaits(prisma: PrismaClient, endpoint: string): Promise<number> {
  const [row] = await prisma.$queryRaw<{ seconds: number }[]>`
    SELECT coalesce(extract(epoch FROM now() - least(
             (SELECT e.at FROM event e JOIN event_push p ON p.endpoint = ${endpoint} AND e.position > p.position ORDER BY e.position LIMIT 1),
             (SELECT min(at) FROM event WHERE position IS NULL))), 0)::float AS seconds`;
  return row?.seconds ?? 0;
}

/**
 * Counts what was given up after the last attempt: incoming and outgoing messages, and events for the provider's
 * system.
 */
export async function countGivenUp(prisma: PrismaClient): Promise<{ kind: string; count: number }[]> {
  return prisma.$queryRaw`
    SELECT 'inbound' AS kind, count(*)::int AS count FROM inbound_message WHERE status = 'dead'
    UNION ALL SELECT 'outbound', count(*)::int FROM outbound_message WHERE status = 'failed'
    UNION ALL SELECT 'event', count(*)::int FROM event_dead_letter`;
}

/**
 * Returns how many nossos números are left in the range of each active bank wallet. Wallets for which the bank assigns
 * the numbers are left out.
 */
export async function numbersLeft(
  prisma: PrismaClient,
): Promise<{ bank: string; wallet: string; left: number; all: number }[]> {
  const rows = await prisma.bankWallet.findMany({ where: { active: true, bankNumbers: false } });
  return rows.map(({ bankCode, externalId, nossoNumeroFrom: from, nossoNumeroTo: to, nossoNumeroNext: next }) => ({
    bank: bankCode,
    wallet: externalId,
    left: Number(to - next) + 1,
    all: Number(to - from) + 1,
  }));
}
