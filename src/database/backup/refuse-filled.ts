import type pg from "pg";
import { AppError } from "../../core/app-error.ts";
import { appliedMigrations } from "./applied-migrations.ts";
import type { BackupHead } from "./backup-head.ts";
import { tablesOf } from "./tables-of.ts";

/**
 * Throws AppError unless the database can take a backup: it must not contain tables of another program, rows in our
 * tables, or migrations that the backup lacks. A migrated database without rows counts as empty, whatever is in its
 * queue.
 */
export async function refuseFilled(client: pg.ClientBase, { migrations }: Pick<BackupHead, "migrations">) {
  const applied = await appliedMigrations(client);
  const ours = applied.length > 0 ? ["public", "pgboss"] : [];
  const { rows: others } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname <> ALL ($1)
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
        AND NOT (n.nspname = 'public' AND c.relname = '_prisma_migrations')
      ORDER BY 1 LIMIT 1`,
    [ours],
  );
  for (const { name } of others) throw notEmpty(`tem a tabela ${name}, de outro programa`);
  for (const { name } of await tablesOf(client)) {
    const { rows } = await client.query<{ filled: boolean }>(`SELECT EXISTS (SELECT FROM ${name}) AS filled`);
    if (rows[0]?.filled) throw notEmpty(`tem linhas em ${name}`);
  }
  const known = new Set(migrations.map(({ name }) => name));
  if (applied.some(({ name }) => !known.has(name)))
    throw notEmpty("foi preparado por uma versão mais nova que a da cópia");
}

const notEmpty = (why: string) =>
  new AppError("target-taken", `O banco de dados de destino não está vazio: ${why}. Crie outro, vazio, só para isto.`);
