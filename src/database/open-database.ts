import pg from "pg";
import type { DatabaseConfig } from "../config.ts";
import { AppError } from "../core/app-error.ts";
import { joinServer } from "./embedded/join-server.ts";
import type { ServerNews } from "./embedded/keep-running.ts";
import { leaveOnSignal } from "./embedded/leave-on-signal.ts";
import { poolerRefusal, refuseUnfit } from "./refuse-unfit.ts";
import { withOurSettings } from "./session.ts";

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
    const version = await reach(connection, config.url);
    return { connection: withOurSettings(connection, version), close: async () => {} };
  }
  const joining = joinServer(config.dataDir, news);
  const stopListening = leaveOnSignal(async () => (await joining).leave());
  const { connection, folder, elsewhere, leave } = await joining;
  return {
    connection: withOurSettings({ ...connection, max: config.poolSize }),
    embedded: { folder, elsewhere },
    async close() {
      stopListening();
      await leave();
    },
  };
}

/** Connects once, and returns the `server_version_num` of the server. */
async function reach(connection: pg.PoolConfig, url: string): Promise<number> {
  const { host, pathname, searchParams } = new URL(url);
  if (searchParams.has("schema"))
    throw new AppError(
      "database-schema",
      "DATABASE_URL: ?schema= não é usado, as tabelas ficam em public. Tire-o, e para separar use outro banco de dados.",
    );
  const pool = new pg.Pool({ ...withOurSettings(connection), max: 2, connectionTimeoutMillis: 5000 });
  pool.on("error", () => {});
  try {
    const [first, second] = [await pool.connect(), await pool.connect()];
    try {
      return await refuseUnfit(first, second);
    } finally {
      first.release();
      second.release();
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw (
      poolerRefusal(cause) ??
      new AppError(
        "database-unreachable",
        `O PostgreSQL em ${host}${pathname} não respondeu. Confira DATABASE_URL e se ele está no ar.`,
        { cause, retry: true },
      )
    );
  } finally {
    await pool.end().catch(() => {});
  }
}
