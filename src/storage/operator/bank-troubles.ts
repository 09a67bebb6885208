import type { BankTrouble } from "../../core/operator/bank-trouble.ts";
import { bankTroubleTypes } from "../../core/operator/bank-trouble.ts";
import type { PrismaClient } from "../../database/generated/client.ts";

/** Limit of the list, newest first. */
const most = 50;

/** Returns what operators have to know of the banks, from the events since a time; newest first. */
export async function bankTroubles(prisma: PrismaClient, since: Date): Promise<BankTrouble[]> {
  const rows = await prisma.$queryRaw<
    { type: BankTrouble["type"]; data: BankTrouble["data"]; at: Date; posts: number }[]
  >`
    SELECT e.type, e.data, e.at, (
             SELECT count(*)::int FROM bank_webhook w
              WHERE e.type = 'bank.webhook-unread' AND w.bank = e.data ->> 'webhook' AND w.fault IS NOT NULL
                AND to_char(w.done_at AT TIME ZONE 'America/Sao_Paulo', 'YYYY-MM-DD') = e.data ->> 'day') AS posts
      FROM event e WHERE e.at >= ${since} AND e.type = ANY(${[...bankTroubleTypes]}) ORDER BY e.id DESC LIMIT ${most}`;
  return rows.map(({ posts, data, ...row }) => ({ ...row, data: posts > 0 ? { ...data, count: posts } : data }));
}
