import type pg from "pg";
import { AppError } from "../../core/app-error.ts";
import { appliedMigrations } from "./applied-migrations.ts";
import type { BackupHead } from "./backup-head.ts";
import { type Table, tablesOf } from "./tables-of.ts";

/** A database at one moment. */
interface Snapshot {
  tables: Table[];
  migrations: BackupHead["migrations"];
}

/**
 * Reads a database as it is at one moment, without keeping anybody from writing. Its tables are locked against a change
 * of their shape before that moment, because a table that is rewritten later looks empty to an older snapshot. Throws
 * AppError where there is no database of ours.
 */
export async function withSnapshot<T>(client: pg.Client, work: (at: Snapshot) => Promise<T>): Promise<T> {
  for (;;) {
    const names = namesOf(await tablesOf(client));
    if (names === "") throw new AppError("no-database", "O banco de dados está vazio: não há o que copiar.");
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query(`LOCK TABLE ${names} IN ACCESS SHARE MODE`);
    const tables = await tablesOf(client);
    // A migration came in between: there is a table that is not locked.
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
