import type { PrismaClient } from "../../../src/database/generated/client.ts";

/** The sessions of this database that listen: their last statement is the LISTEN, or the look whether it still holds. */
export async function earsOf(prisma: PrismaClient): Promise<number[]> {
  const rows = await prisma.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND (query LIKE 'LISTEN %' OR query LIKE '%pg_listening_channels()%')`;
  return rows.map(({ pid }) => pid);
}
