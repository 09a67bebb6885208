import type pg from "pg";
import type { Table } from "./tables-of.ts";

interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

/**
 * Runs work while the triggers of these tables are disabled and their foreign keys dropped, so that rows can be loaded
 * unchanged and in any order. Afterwards each key is created again, which checks all rows. Must run in a transaction,
 * as the owner of the tables (it need not be a superuser), and blocks everybody else who writes.
 */
export async function withoutConstraints(client: pg.ClientBase, tables: readonly Table[], work: () => Promise<void>) {
  for (const { name } of tables) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  const { rows: keys } = await client.query<ForeignKey>(
    `SELECT f.conrelid::regclass::text AS table, quote_ident(f.conname) AS name, pg_get_constraintdef(f.oid) AS definition
       FROM pg_constraint f JOIN unnest($1::text[]) AS given(name) ON f.conrelid = given.name::regclass
      WHERE f.contype = 'f' ORDER BY 1, 2`,
    [tables.map(({ name }) => name)],
  );
  for (const { table, name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  await work();
  for (const { table, name, definition } of keys)
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  for (const { name } of tables) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
}
