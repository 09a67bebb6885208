import path from "node:path";
import pg from "pg";
import type { DatabaseConfig } from "../config.ts";
import { AppError } from "../core/app-error.ts";
import { lockDataFolder } from "./data-folder-lock.ts";
import type { EmbeddedPostgres } from "./embedded-postgres.ts";

/** What whoever starts on the embedded database must know. */
export const embeddedPromise =
  "Banco de dados embutido: para experimentar e para provedores pequenos. Um processo só. O que foi confirmado sobrevive à queda do processo, não à queda de energia; para isso, use um PostgreSQL (DATABASE_URL).";

/** A database that answers. */
export interface Database {
  kind: DatabaseConfig["kind"];
  connection: pg.PoolConfig;
  close(): Promise<void>;
}

/** Opens the embedded database or reaches the real one. Throws AppError saying what to do; never shows a password. */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  if (config.kind === "postgres") {
    const connection = { connectionString: config.url, max: config.poolSize };
    await reach(connection, config.url);
    return { kind: "postgres", connection, close: async () => {} };
  }
  const { embedded, close } = await openEmbedded(config.dataDir);
  return { kind: "embedded", connection: embedded.connection, close };
}

/** The embedded database of a data folder, for this process alone until it is closed. Throws AppError as above. */
export async function openEmbedded(dataDir: string): Promise<{ embedded: EmbeddedPostgres; close(): Promise<void> }> {
  const unlock = lockDataFolder(dataDir);
  try {
    const { startEmbeddedPostgres } = await import("./embedded-postgres.ts");
    const embedded = await startEmbeddedPostgres(path.join(dataDir, "postgres"));
    return {
      embedded,
      async close() {
        await embedded.stop();
        unlock();
      },
    };
  } catch (cause) {
    unlock();
    throw new AppError(
      "database-unreadable",
      `O banco embutido em "${dataDir}" não abriu. Use outra pasta ou restaure uma cópia (\`faturabot restore\`).`,
      { cause },
    );
  }
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
