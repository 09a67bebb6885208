import type pg from "pg";
import { type RowSum, rowHash } from "./row-sum.ts";
import type { Table } from "./tables.ts";

const rowsAtOnce = 500;

/**
 * Copies what a target lacks of a table, some rows in each transaction, which also keeps how far it came: killed, it
 * goes on from there. Every value goes as the text that PostgreSQL itself writes and reads, and no trigger of ours
 * touches it on the way. `seen` is told the number of rows after each of them.
 */
export async function copyTable(
  source: pg.ClientBase,
  target: pg.ClientBase,
  table: Table,
  seen: (rows: number) => void,
): Promise<void> {
  let { last, rows } = await progressOf(target, table);
  for (;;) {
    const batch = await read(source, table, last);
    const end = batch.at(-1);
    if (!end) return;
    last = table.key.map(({ name }) => end[table.columns.findIndex((column) => column.name === name)] ?? "");
    rows += batch.length;
    await write(target, table, batch, last);
    seen(rows);
  }
}

type Row = (string | null)[];

/** How far the copy of a table came: the last key, and what is in the target by then. */
export async function progressOf(
  target: pg.ClientBase,
  { name }: Table,
): Promise<RowSum & { last: string[] | undefined }> {
  const { rows } = await target.query<RowSum & { last: string[] }>(
    `SELECT last_key AS last, rows::float AS rows, row_sum::text AS sum
       FROM faturabot_move.progress WHERE table_name = $1`,
    [name],
  );
  return rows[0] ?? { last: undefined, rows: 0, sum: "0" };
}

async function read(source: pg.ClientBase, { name, columns, key }: Table, last: string[] | undefined): Promise<Row[]> {
  // Of the table and not of what is selected: that is text, in another order.
  const keys = key.map((column) => `t.${column.name}`).join(", ");
  const from = key.map(({ type }, index) => `$${index + 1}::${type}`).join(", ");
  const { rows } = await source.query<Row>({
    text: `SELECT ${columns.map((column) => `${column.name}::text`).join(", ")} FROM ${name} t
           ${last ? `WHERE (${keys}) > (${from})` : ""} ORDER BY ${keys} LIMIT ${rowsAtOnce}`,
    values: last ?? [],
    rowMode: "array",
  });
  return rows;
}

async function write(target: pg.ClientBase, table: Table, batch: readonly Row[], last: string[]): Promise<void> {
  const { name, columns } = table;
  const lists = columns.map((_, column) => batch.map((row) => row[column] ?? null));
  await target.query("BEGIN");
  try {
    await target.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
    const { rows: hashes } = await target.query<{ hash: string }>(
      `INSERT INTO ${name} (${columns.map((column) => column.name).join(", ")})
       SELECT ${columns.map(({ type }, index) => `c${index}::${type}`).join(", ")}
         FROM unnest(${columns.map((_, index) => `$${index + 1}::text[]`).join(", ")})
           AS given(${columns.map((_, index) => `c${index}`).join(", ")})
       RETURNING ${rowHash(table)} AS hash`,
      lists,
    );
    await target.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
    await target.query(
      `INSERT INTO faturabot_move.progress AS known (table_name, last_key, rows, row_sum) VALUES ($1, $2, $3, $4)
       ON CONFLICT (table_name) DO UPDATE
         SET last_key = excluded.last_key, rows = known.rows + excluded.rows, row_sum = known.row_sum + excluded.row_sum`,
      [name, last, hashes.length, hashes.reduce((sum, { hash }) => sum + BigInt(hash), 0n)],
    );
    await target.query("COMMIT");
  } catch (error) {
    await target.query("ROLLBACK").catch(() => {});
    throw error;
  }
}
