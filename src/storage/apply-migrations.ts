import { randomUUID } from "node:crypto";
import pg from "pg";
import { AppError } from "../core/app-error.ts";
import { type AppliedMigration, checkApplied, type Migration, migrationsIn } from "./checked-in-migrations.ts";

/** The advisory lock that `prisma migrate deploy` takes too. */
const prismaLock = 72707369;

const migrationsTable = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies the checked-in migrations that a database lacks, each in a transaction of its own, in the table that Prisma
 * keeps, so that `prisma migrate deploy` goes on from here. Gives the names applied. Throws AppError where a migration
 * was edited after it was applied, or had failed before.
 */
export async function applyMigrations(connection: pg.ClientConfig, folder?: string): Promise<string[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [prismaLock]);
    await client.query(migrationsTable);
    const names: string[] = [];
    for (const migration of migrationsIn(folder)) if (await applyOne(client, migration)) names.push(migration.name);
    return names;
  } finally {
    await client.end();
  }
}

/** Gives false where it was applied already. */
async function applyOne(client: pg.Client, { name, sql, checksum }: Migration): Promise<boolean> {
  await client.query("BEGIN");
  try {
    // Asked within the transaction: the embedded database's one session shares every advisory lock.
    const { rows } = await client.query<AppliedMigration>(
      `SELECT checksum, finished_at IS NOT NULL AS finished FROM "_prisma_migrations"
       WHERE migration_name = $1 AND rolled_back_at IS NULL`,
      [name],
    );
    for (const known of rows) checkApplied(name, known, checksum);
    if (rows.length === 0) {
      await client.query(sql);
      await client.query(
        `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
         VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
        [randomUUID(), checksum, name],
      );
    }
    await client.query("COMMIT");
    return rows.length === 0;
  } catch (cause) {
    await client.query("ROLLBACK");
    if (cause instanceof AppError) throw cause;
    throw new AppError("migration-failed", `A migração "${name}" não pôde ser aplicada.`, { cause });
  }
}
