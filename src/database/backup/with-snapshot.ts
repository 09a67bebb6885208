import type pg from "pg";
import { AppError } from "../../core/app-error.ts";
import { appliedMigrations } from "./applied-migrations.ts";
import type { BackupHead } from "./backup-head.ts";
import { type Table, tablesOf } from "./tables-of.ts";

/** A database as of one moment. */
interface Snapshot {
  tables: Table[];
  migrations: BackupHead["migrations"];
}

/**
 * Runs work on a consistent snapshot without blocking those who write. The tables are locked against changes of their
 * structure before the snapshot is taken, because a table that is rewritten later looks empty to an older snapshot.
 * Throws AppError if the database is empty or belongs to another program.
 */
export async function withSnapshot<T>(client: pg.Client, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  for (;;) {
    const names = namesOf(await tablesOf(client));
    if (names === "") throw new AppError("no-database", "O banco de dados está vazio: não há o que copiar.");
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query(`LOCK TABLE ${names} IN ACCESS SHARE MODE`);
    const tables = await tablesOf(client);
    // If the names differ, a migration has added a table that is not locked: start over.
    if (namesOf(tables) === names) {
      const migrations = await appliedMigrations(client);
      if (migrations.length === 0)
        throw new AppError("no-database", "Este banco de dados é de outro programa: confira DATABASE_URL.");
      const result = await work({ tables, migrations });
      await client.query("COMMIT");
      return result;
    }
    await client.query("ROLLBACK");
  }
}

const namesOf = (tables: readonly Table[]) => tables.map(({ name }) => name).join(", ");
