import { expect, vi } from "vitest";
import type { PrismaClient } from "../../../src/database/generated/client.ts";

/** Until a session of this database waits for what another one holds. */
export const somebodyWaits = (prisma: PrismaClient): Promise<void> =>
  vi.waitFor(async () => {
    const waiting = await prisma.$queryRaw`
      SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()`;
    expect(waiting).not.toEqual([]);
  });
