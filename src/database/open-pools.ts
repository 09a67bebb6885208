import pg from "pg";
import type { Database } from "./open-database.ts";

/** Separate connection pools for Prisma and for the hot statements, which each connection plans once. */
export interface Pools {
  prisma: pg.Pool;
  hot: pg.Pool;
  end(): Promise<void>;
}

/** Opens the connections, half of the configured number for each. */
export function openPools({ connection }: Pick<Database, "connection">, onLost: (error: Error) => void): Pools {
  const open = (config: pg.PoolConfig) => new pg.Pool({ ...connection, ...config }).on("error", onLost);
  const total = connection.max ?? 10;
  const prisma = open({ max: Math.ceil(total / 2) });
  const hot = open({
    max: Math.max(1, Math.floor(total / 2)),
    // Otherwise PostgreSQL would plan them at each call, which costs more than running them.
    options: `${connection.options ?? ""} -c plan_cache_mode=force_generic_plan`,
  });
  return {
    prisma,
    hot,
    async end() {
      await Promise.all([prisma.end(), hot.end()]);
    },
  };
}
