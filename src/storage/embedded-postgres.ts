import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import type { PoolConfig } from "pg";

/** What whoever starts on the embedded database must know. */
export const embeddedPromise =
  "Banco de dados embutido: para experimentar e para provedores pequenos. Um processo só. O que foi confirmado sobrevive à queda do processo, não à queda de energia; para isso, use um PostgreSQL (DATABASE_URL).";

/** An embedded PostgreSQL, reached like a real one. */
export interface EmbeddedPostgres {
  connection: PoolConfig;
  stop(): Promise<void>;
}

/**
 * Starts PGlite on a folder (or in memory, or from a dump) behind a Unix socket in a folder of its own that only this
 * user can enter: it has no passwords.
 */
export async function startEmbeddedPostgres(where: { folder: string } | { dump: Blob | undefined }): Promise<EmbeddedPostgres> {
  const db =
    "folder" in where
      ? await PGlite.create(where.folder)
      : await PGlite.create(where.dump ? { loadDataDir: where.dump } : {});
  const socketFolder = mkdtempSync(path.join(os.tmpdir(), "faturabot-"));
  const server = new PGLiteSocketServer({ db, path: path.join(socketFolder, ".s.PGSQL.5432"), maxConnections: 100 });
  await server.start();
  return {
    connection: { host: socketFolder, port: 5432, user: "postgres", database: "postgres", password: "", max: 6 },
    async stop() {
      await server.stop();
      await db.close();
      rmSync(socketFolder, { recursive: true, force: true });
    },
  };
}
