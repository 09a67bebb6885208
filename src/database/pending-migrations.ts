import pg from "pg";
import { type AppliedMigration, checkApplied, migrationsIn } from "./checked-in-migrations.ts";

/**
 * Returns the names of the checked-in migrations that were not applied to a database; changes nothing. Throws AppError
 * if a migration was edited after it was applied, or failed.
 */
export async function pendingMigrations(connection: pg.ClientConfig, folder?: string): Promise<string[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows: found } = await client.query<{ name: string | null }>(
      `SELECT to_regclass('public._prisma_migrations')::text AS name`,
    );
    const all = migrationsIn(folder);
    if (!found[0]?.name) return all.map(({ name }) => name);
    const { rows } = await client.query<AppliedMigration & { name: string }>(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
    );
    const applied = new Map(rows.map((row) => [row.name, row]));
    return all.flatMap(({ name, checksum }) => {
      const known = applied.get(name);
      if (known) checkApplied(name, known, checksum);
      return known ? [] : [name];
    });
  } finally {
    await client.end();
  }
}
