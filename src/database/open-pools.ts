import pg from "pg";
import type { Database } from "./open-database.ts";

/** Connections for Prisma, and for the hot statements, whose plans a connection makes once and keeps. */
export interface Pools {
  prisma: pg.Pool;
  hot: pg.Pool;
  end(): Promise<void>;
}

/** Opens the connections, half of the configured number for each. */
export function openPools({ connection }: Pick<Database, "connection">, onLost: (error: Error) => void): Pools {
  const open = (config: pg.PoolConfig) => new pg.Pool({ ...connection, ...config }).on("error", onLost);
  const all = connection.max ?? 10;
  // Compiling pays where a statement runs for seconds. Here it was most of the time: 258 ms of the 305 of an invoice's life.
  const first = "SET jit = off";
  const prisma = open({ max: Math.ceil(all / 2), onConnect: async (client) => void (await client.query(first)) });
  const hot = open({
    max: Math.max(1, Math.floor(all / 2)),
    // PostgreSQL would plan them anew at each call, which costs more than running them.
    onConnect: async (client) => void (await client.query(`${first}; SET plan_cache_mode = force_generic_plan`)),
  });
  return {
    prisma,
    hot,
    async end() {
      await Promise.all([prisma.end(), hot.end()]);
    },
  };
}
