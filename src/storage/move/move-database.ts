import type pg from "pg";
import { AppError } from "../../core/app-error.ts";
import { copyTable } from "./copy-table.ts";
import { sameSum, sumOf } from "./row-sum.ts";
import { type Table, tablesOf } from "./tables.ts";
import { takeUp } from "./take-up.ts";
import { claimTarget, identityOf } from "./target.ts";

/** How many rows a table has on both sides. */
export interface Moved {
  table: string;
  source: number;
  target: number;
}

/**
 * Copies every row of a database into an empty one of the same schema, its sequences, and the queue's jobs with their
 * times, so that nothing that was promised is forgotten. Interrupted, the next call goes on; where the source went on
 * meanwhile it begins anew, and `anew` is told. Gives the counts; throws AppError where the target holds other data, or
 * where a table is not the same on both sides in the end.
 */
export async function moveDatabase(
  source: pg.ClientBase,
  target: pg.ClientBase,
  seen: (table: string, rows: number) => void = () => {},
  anew: () => void = () => {},
): Promise<Moved[]> {
  // What a value looks like as text must not depend on where it is read.
  for (const client of [source, target]) await client.query("SET TimeZone = 'UTC'");
  const tables = await tablesOf(source);
  sameShape(tables, await tablesOf(target));
  const begun = await claimTarget(target, await identityOf(source), tables);
  if (begun && (await takeUp(source, target, tables))) anew();
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

/** Counted, and every row of one side known to be on the other. */
async function compare(source: pg.ClientBase, target: pg.ClientBase, table: Table): Promise<Moved> {
  const [ours, theirs] = await Promise.all([sumOf(source, table), sumOf(target, table)]);
  if (sameSum(ours, theirs)) return { table: table.name, source: ours.rows, target: theirs.rows };
  throw new AppError(
    "move-differs",
    `${table.name}: ${ours.rows} linhas aqui, ${theirs.rows} no destino, e não são as mesmas. Alguém escreveu no destino durante a cópia. Para começar de novo, crie um banco vazio e rode: faturabot move --to endereço do banco vazio.`,
  );
}
