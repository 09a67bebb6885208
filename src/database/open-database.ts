import pg from "pg";
import type { DatabaseConfig } from "../config.ts";
import { AppError } from "../core/app-error.ts";
import { joinServer } from "./embedded/join-server.ts";
import type { ServerNews } from "./embedded/keep-running.ts";
import { leaveOnSignal } from "./embedded/leave-on-signal.ts";

/** A database that accepts connections. */
export interface Database {
  connection: pg.PoolConfig;
  /**
   * The folder of the embedded server, and whether it lies outside of the data folder. Absent if DATABASE_URL names
   * another PostgreSQL.
   */
  embedded?: { folder: string; elsewhere: boolean };
  close(): Promise<void>;
}

/**
 * Connects to the configured PostgreSQL, or starts the embedded one and keeps it running. Throws AppError with a
 * sentence about what to do, which never contains a password.
 */
export async function openDatabase(config: DatabaseConfig, news: Partial<ServerNews> = {}): Promise<Database> {
  if (config.kind === "postgres") {
    const connection = { connectionString: config.url, max: config.poolSize };
    await reach(connection, config.url);
    return { connection, close: async () => {} };
  }
  const joining = joinServer(config.dataDir, news);
  const stopListening = leaveOnSignal(async () => (await joining).leave());
  const { connection, folder, elsewhere, leave } = await joining;
  return {
    connection: { ...connection, max: config.poolSize },
    embedded: { folder, elsewhere },
    async close() {
      stopListening();
      await leave();
    },
  };
}

async function reach(connection: pg.PoolConfig, url: string): Promise<void> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    await client.query("SELECT 1");
  } catch (cause) {
    const { host, pathname } = new URL(url);
    throw new AppError(
      "database-unreachable",
      `O PostgreSQL em ${host}${pathname} não respondeu. Confira DATABASE_URL e se ele está no ar.`,
      { cause, retry: true },
    );
  } finally {
    await client.end().catch(() => {});
  }
}
