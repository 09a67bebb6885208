import { existsSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import pg, { type PoolConfig } from "pg";
import { AppError } from "../../core/app-error.ts";
import { migrationsIn } from "../checked-in-migrations.ts";
import { lockDataFolder } from "../data-folder-lock.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../embedded-postgres.ts";
import { openEmbedded } from "../open-database.ts";
import { readBackup, writeBackup } from "./backup-file.ts";

/**
 * Copies the embedded database of a data folder into a file and gives its size. Throws AppError where there is none,
 * where another process has it open, or where the file cannot be written.
 */
export async function backUp(dataDir: string, file: string, madeAt: Date): Promise<number> {
  if (!existsSync(path.join(dataDir, "postgres")))
    throw new AppError("no-database", `Não há banco embutido na pasta "${dataDir}". Confira DATA_DIR.`);
  const { embedded, close } = await openEmbedded(dataDir);
  try {
    const migrations = await appliedIn(embedded.connection);
    if (migrations.length === 0) throw new AppError("no-database", `O banco embutido em "${dataDir}" está vazio.`);
    const data = new Uint8Array(await (await embedded.dump("gzip")).arrayBuffer());
    writeBackup(file, data, { madeAt, migrations });
    return data.length;
  } finally {
    await close();
  }
}

/**
 * Makes the embedded database of a data folder from a backup, and says when that was made. Throws AppError, and leaves
 * the folder as it was, where the file is no whole backup, is of a newer version, or where there is a database already.
 */
export async function restore(dataDir: string, file: string): Promise<Date> {
  const { head, data } = readBackup(file);
  const known = new Set(migrationsIn().map(({ name }) => name));
  const newer = head.migrations.filter((name) => !known.has(name));
  if (newer.length > 0)
    throw new AppError(
      "backup-newer",
      `A cópia "${file}" é de uma versão mais nova do Faturabot (${newer.join(", ")}). Atualize o programa primeiro.`,
    );
  const target = path.join(dataDir, "postgres");
  refuseTaken(target, dataDir);
  const unlock = lockDataFolder(dataDir);
  const half = `${target}.${process.pid}.part`;
  try {
    refuseTaken(target, dataDir);
    await unpack(half, new Blob([data as Uint8Array<ArrayBuffer>], { type: "application/gzip" }), file);
    renameSync(half, target);
    return new Date(head.madeAt);
  } finally {
    rmSync(half, { recursive: true, force: true });
    unlock();
  }
}

function refuseTaken(target: string, dataDir: string): void {
  if (existsSync(target))
    throw new AppError(
      "data-folder-taken",
      `A pasta "${dataDir}" já tem um banco de dados. Restaure numa pasta nova (DATA_DIR), ou tire "${target}" de lá.`,
    );
}

/** Opened once, it is known to be good. */
async function unpack(folder: string, dump: Blob, file: string): Promise<void> {
  let embedded: EmbeddedPostgres | undefined;
  try {
    embedded = await startEmbeddedPostgres(folder, dump);
    await appliedIn(embedded.connection);
  } catch (cause) {
    throw new AppError("backup-damaged", `O banco da cópia "${file}" não abre.`, { cause });
  } finally {
    await embedded?.stop();
  }
}

async function appliedIn(connection: PoolConfig): Promise<string[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows: found } = await client.query<{ table: string | null }>(
      `SELECT to_regclass('public._prisma_migrations')::text AS "table"`,
    );
    if (!found[0]?.table) return [];
    const { rows } = await client.query<{ name: string }>(
      `SELECT migration_name AS name FROM "_prisma_migrations"
        WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
