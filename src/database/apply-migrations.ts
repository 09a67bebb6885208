import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { AppError } from "../core/app-error.ts";
import { type AppliedMigration, checkApplied, type Migration, migrationsIn } from "./checked-in-migrations.ts";
import { refuseReadOnly } from "./refuse-unfit.ts";
import { withSession } from "./with-session.ts";

/** The key of the advisory lock that `prisma migrate deploy` also takes. */
const prismaLock = 72707369;

/**
 * A migration gives up waiting for a table after this time, because all other sessions that need the table have to wait
 * behind it.
 */
const lockTimeoutMs = 1000;
const retryPauseMs = 2000;
const retryForMs = 10 * 60_000;

const migrationsTable = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies the checked-in migrations that a database lacks, each in its own transaction, and records them in Prisma's
 * table, so that `prisma migrate deploy` can continue from here. Retries for ten minutes while another session, such as
 * a backup, locks a table. With `only`, applies just those. Returns the names applied. Throws AppError if the database
 * may not be changed, or a migration was edited after it was applied, failed before, or could not lock its table.
 */
export async function applyMigrations(
  connection: pg.ClientConfig,
  folder?: string,
  only?: ReadonlySet<string>,
): Promise<string[]> {
  return withSession(connection, async (client) => {
    await refuseReadOnly(client);
    await client.query("SELECT pg_advisory_lock($1)", [prismaLock]);
    await client.query(migrationsTable);
    const names: string[] = [];
    const wanted = migrationsIn(folder).filter(({ name }) => !only || only.has(name));
    for (const migration of wanted) if (await applyInTurn(client, migration)) names.push(migration.name);
    return names;
  });
}

async function applyInTurn(client: pg.Client, migration: Migration): Promise<boolean> {
  for (const end = performance.now() + retryForMs; ; await sleep(retryPauseMs)) {
    try {
      return await applyOne(client, migration);
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      if (performance.now() > end)
        throw new AppError(
          "migration-blocked",
          `A migração "${migration.name}" não conseguiu a tabela em dez minutos: outra sessão a segura (um backup?). Tente de novo depois.`,
          { cause: error },
        );
    }
  }
}

const isLockTimeout = (error: unknown) => error instanceof AppError && errorCode(error.cause) === "55P03";
const errorCode = (error: unknown) => (error instanceof pg.DatabaseError ? error.code : undefined);

/** Applies one migration. Returns false if another process had applied it already. */
async function applyOne(client: pg.Client, { name, sql, checksum }: Migration): Promise<boolean> {
  await client.query(`BEGIN; SET LOCAL lock_timeout = ${lockTimeoutMs}`);
  try {
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
    // The rollback fails only if the connection is lost; then the server has already rolled back.
    await client.query("ROLLBACK").catch(() => {});
    if (cause instanceof AppError) throw cause;
    throw new AppError("migration-failed", `A migração "${name}" não pôde ser aplicada.`, { cause });
  }
}
