import { readFileSync } from "node:fs";
import type { PrismaClient } from "../src/database/generated/client.ts";

/** What a process has used of a processor so far, in milliseconds: a tick of Linux is ten. */
export function usedBy(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/\(.*\)/, "x")
    .split(" ");
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

/**
 * Begins to measure what the connections to a database, in PostgreSQL on this machine, use of a processor; gives how
 * many milliseconds they have used since. One that was closed meanwhile counts for nothing.
 */
export async function startBackends(prisma: PrismaClient): Promise<() => Promise<number>> {
  const used = async () => {
    const rows = await prisma.$queryRaw<{ pid: number }[]>`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database()`;
    return new Map(rows.map(({ pid }) => [pid, usedBy(pid)]));
  };
  const before = await used();
  return async () => [...(await used())].reduce((sum, [pid, ms]) => sum + ms - (before.get(pid) ?? 0), 0);
}
