import type pg from "pg";
import { AppError } from "../../core/app-error.ts";
import type { Table } from "./tables.ts";

/** Names a database for ever: the first thing that was ever done to it. */
export async function identityOf(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM "_prisma_migrations" ORDER BY started_at, migration_name LIMIT 1`,
  );
  return rows[0]?.id ?? "";
}

/** The source whose copy was begun in a database, before or now. */
async function begunFrom(target: pg.ClientBase): Promise<string | undefined> {
  const { rows: found } = await target.query<{ there: boolean }>(
    "SELECT to_regclass('faturabot_move.source') IS NOT NULL AS there",
  );
  if (!found[0]?.there) return undefined;
  return (await target.query<{ id: string }>("SELECT id FROM faturabot_move.source")).rows[0]?.id;
}

/** Throws AppError where a database that is to be filled holds tables that are not ours; changes nothing. */
export async function refuseStrange(target: pg.ClientBase): Promise<void> {
  const { rows } = await target.query<{ ours: boolean; tables: number }>(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS ours,
            (SELECT count(*)::int FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')) AS tables`,
  );
  if (!rows[0]?.ours && (rows[0]?.tables ?? 0) > 0) throw taken(`${rows[0]?.tables} tabelas de outro programa`);
}

/**
 * Notes in the target where its rows come from, or finds that they come from there already: then this gives true. Throws
 * AppError where it holds anything else; then it changes nothing.
 */
export async function claimTarget(target: pg.ClientBase, source: string, tables: readonly Table[]): Promise<boolean> {
  const known = await begunFrom(target);
  if (known === source) return true;
  if (known !== undefined) throw taken("a cópia começada de outro banco embutido");
  for (const { name } of tables) {
    const { rows } = await target.query<{ there: boolean }>(`SELECT EXISTS (SELECT FROM ${name}) AS there`);
    if (rows[0]?.there) throw taken(`linhas em ${name}`);
  }
  await target.query("BEGIN");
  await target.query("CREATE SCHEMA faturabot_move");
  await target.query("CREATE TABLE faturabot_move.source (id text PRIMARY KEY)");
  await target.query(
    "CREATE TABLE faturabot_move.progress (table_name text PRIMARY KEY, last_key text[] NOT NULL, rows bigint NOT NULL, row_sum numeric NOT NULL)",
  );
  await target.query("INSERT INTO faturabot_move.source VALUES ($1)", [source]);
  await target.query("COMMIT");
  return false;
}

/** Takes the notes about the copy away. */
export async function forgetMove(target: pg.ClientBase): Promise<void> {
  await target.query("DROP SCHEMA faturabot_move CASCADE");
}

const taken = (what: string) =>
  new AppError("target-taken", `O banco de destino não está vazio: tem ${what}. Crie outro, vazio, só para isto.`);
