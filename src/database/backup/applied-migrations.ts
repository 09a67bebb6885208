import type pg from "pg";
import type { BackupHead } from "./backup-head.ts";

/** Returns the migrations applied to a database; empty if it was never migrated. */
export async function appliedMigrations(client: pg.ClientBase): Promise<BackupHead["migrations"]> {
  const { rows: found } = await client.query<{ table: string | null }>(
    `SELECT to_regclass('public._prisma_migrations')::text AS "table"`,
  );
  if (!found[0]?.table) return [];
  const { rows } = await client.query<BackupHead["migrations"][number]>(
    `SELECT migration_name AS name, checksum FROM public._prisma_migrations
      WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY 1`,
  );
  return rows;
}
