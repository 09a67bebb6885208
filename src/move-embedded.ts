import { existsSync, renameSync } from "node:fs";
import path from "node:path";
import type { Writable } from "node:stream";
import pg, { type PoolConfig } from "pg";
import { AppError } from "./core/app-error.ts";
import { openQueue } from "./jobs/queue.ts";
import { createLogger } from "./logger.ts";
import { applyMigrations } from "./storage/apply-migrations.ts";
import { type Moved, moveDatabase } from "./storage/move/move-database.ts";
import { forgetMove, refuseStrange } from "./storage/move/target.ts";
import { openDatabase, openEmbedded } from "./storage/open-database.ts";

/** Where from, where to, and who is told. */
export interface Move {
  dataDir: string;
  url: string;
  output: Writable;
  progress: Writable;
}

/**
 * Moves the embedded database of a data folder to an empty PostgreSQL and tells the count of each table on both sides.
 * Interrupted, it goes on when called again. In the end the folder's database gets another name: started on it once
 * more, a service would send what the new one sends too. Throws AppError where it cannot be, and says why.
 */
export async function moveEmbedded({ dataDir, url, output, progress }: Move): Promise<void> {
  const folder = path.join(dataDir, "postgres");
  if (!existsSync(folder))
    throw new AppError("no-database", `Não há banco embutido na pasta "${dataDir}". Confira DATA_DIR.`);
  const target = await openDatabase({ kind: "postgres", url, poolSize: 2 });
  const source = await openEmbedded(dataDir);
  const away = freeName(`${folder}.movido`);
  let moved: Moved[];
  try {
    moved = await withClients(source.embedded.connection, target.connection, async (ours, theirs) => {
      await refuseStrange(theirs);
      for (const [connection, embedded] of [
        [source.embedded.connection, true],
        [target.connection, false],
      ] as const) {
        await applyMigrations(connection);
        // The queue makes its own tables.
        await (await openQueue({ connection, embedded, works: false, logger: createLogger("error") })).stop();
      }
      return moveDatabase(
        ours,
        theirs,
        (table, rows) => progress.write(`${table}: ${rows}\n`),
        () => progress.write("O banco embutido mudou depois da cópia interrompida: tudo é levado de novo.\n"),
      );
    });
  } finally {
    await source.close();
  }
  for (const { table, source: here, target: there } of moved)
    output.write(`${table}: ${here} no banco embutido, ${there} no PostgreSQL\n`);
  renameSync(folder, away);
  await withClient(target.connection, forgetMove);
  output.write(
    `Tudo levado e conferido. O banco embutido ficou em "${away}" e não é mais usado. Abra o serviço com o novo DATABASE_URL.\n`,
  );
}

function freeName(name: string, number = 1): string {
  const full = number === 1 ? name : `${name}-${number}`;
  return existsSync(full) ? freeName(name, number + 1) : full;
}

async function withClient<T>(connection: PoolConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const withClients = <T>(
  source: PoolConfig,
  target: PoolConfig,
  work: (source: pg.Client, target: pg.Client) => Promise<T>,
): Promise<T> => withClient(source, (ours) => withClient(target, (theirs) => work(ours, theirs)));
