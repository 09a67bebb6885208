import type pg from "pg";
import { AppError } from "../../core/app-error.ts";
import { copyTable } from "./copy-table.ts";
import { type Table, tablesOf } from "./tables.ts";
import { claimTarget, identityOf } from "./target.ts";

/** How many rows a table has on both sides. */
export interface Moved {
  table: string;
  source: number;
  target: number;
}

/**
 * Copies every row of a database into an empty one of the same schema, its sequences, and the queue's jobs with their
 * times, so that nothing that was promised is forgotten. Interrupted, the next call goes on. Gives the counts; throws
 * AppError where the target holds other data, or where a table is not the same on both sides in the end.
 */
export async function moveDatabase(
  source: pg.ClientBase,
  target: pg.ClientBase,
  seen: (table: string, rows: number) => void = () => {},
): Promise<Moved[]> {
  // What a value looks like as text must not depend on where it is read.
  for (const client of [source, target]) await client.query("SET TimeZone = 'UTC'");
  const tables = await tablesOf(source);
  sameShape(tables, await tablesOf(target));
  await claimTarget(target, await identityOf(source), tables);
  for (const table of tables) await copyTable(source, target, table, (rows) => seen(table.name, rows));
  await copySequences(source, target);
  const moved: Moved[] = [];
  for (const table of tables) moved.push(await compare(source, target, table));
  return moved;
}

function sameShape(ours: readonly Table[], theirs: readonly Table[]): void {
  const other = ours.find((table) => {
    const same = theirs.find(({ name }) => name === table.name);
    return JSON.stringify(same) !== JSON.stringify(table);
  });
  if (other || ours.length !== theirs.length)
    throw new AppError("move", `O esquema dos dois bancos não é o mesmo${other ? ` (${other.name})` : ""}.`);
}

async function copySequences(source: pg.ClientBase, target: pg.ClientBase): Promise<void> {
  const { rows } = await source.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences WHERE schemaname = 'public'`,
  );
  for (const { name } of rows) {
    const { rows: at } = await source.query<{ last: string; called: boolean }>(
      `SELECT last_value::text AS last, is_called AS called FROM ${name}`,
    );
    await target.query("SELECT setval($1::regclass, $2::bigint, $3)", [name, at[0]?.last, at[0]?.called]);
  }
}

/** Counted, and every row of one side known to be on the other: the sum of the rows' hashes asks for no order. */
async function compare(source: pg.ClientBase, target: pg.ClientBase, { name, columns }: Table): Promise<Moved> {
  const row = `ROW(${columns.map((column) => column.name).join(", ")})::text`;
  const sql = `SELECT count(*)::float AS rows, coalesce(sum(('x' || left(md5(${row}), 15))::bit(60)::bigint), 0)::text AS sum FROM ${name}`;
  const [ours, theirs] = await Promise.all(
    [source, target].map(async (client) => (await client.query<{ rows: number; sum: string }>(sql)).rows[0]),
  );
  if (ours && theirs && ours.rows === theirs.rows && ours.sum === theirs.sum)
    return { table: name, source: ours.rows, target: theirs.rows };
  throw new AppError(
    "move-differs",
    `${name}: ${ours?.rows} linhas aqui, ${theirs?.rows} no destino, e não são as mesmas. Algum dos dois mudou durante a cópia: apague o destino e comece de novo num vazio.`,
  );
}
