import pg from "pg";
import type { Database } from "./open-database.ts";

/**
 * Two connection pools: one for Prisma, one for the hot statements, which each connection of the pool plans only once.
 */
export interface Pools {
  prisma: pg.Pool;
  hot: pg.Pool;
  end(): Promise<void>;
}

/**
 * Opens both pools. Each gets half of the configured number of connections. `onLost` is called when an idle connection
 * is lost.
 */
export function openPools({ connection }: Pick<Database, "connection">, onLost: (error: Error) => void): Pools {
  const open = (config: pg.PoolConfig) => new pg.Pool({ ...connection, ...config }).on("error", onLost);
  const total = connection.max ?? 10;
  const prisma = open({ max: Math.ceil(total / 2) });
  const hot = open({
    max: Math.max(1, Math.floor(total / 2)),
    // With custom plans PostgreSQL would plan a statement at each call, which costs more than running it.
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
