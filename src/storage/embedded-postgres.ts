import { PGlite } from "@electric-sql/pglite";
import type { PoolConfig } from "pg";
import { createEmbeddedWire } from "./embedded-wire.ts";

/** An embedded PostgreSQL, reached like a real one but from within this process alone. */
export interface EmbeddedPostgres {
  connection: PoolConfig;
  /** The whole database as it is now. */
  dump(compression?: "none" | "gzip"): Promise<Blob>;
  stop(): Promise<void>;
}

/** Starts PGlite on a folder, or in memory where there is none; `dump` is a whole database to begin with. */
export async function startEmbeddedPostgres(folder: string | undefined, dump?: Blob): Promise<EmbeddedPostgres> {
  const db = await PGlite.create({
    ...(folder !== undefined && { dataDir: folder }),
    ...(dump && { loadDataDir: dump }),
  });
  const stream = createEmbeddedWire(db) as unknown as NonNullable<PoolConfig["stream"]>;
  return {
    connection: { stream, user: "postgres", database: "postgres", password: "", ssl: false, max: 4 },
    dump: (compression = "none") => db.dumpDataDir(compression),
    stop: () => db.close(),
  };
}
