import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { endOfRows, type Sequence } from "./backup-lines.ts";
import { countLines } from "./count-lines.ts";
import type { OnRows } from "./on-rows.ts";
import type { Table } from "./tables-of.ts";

/** Streams everything between the first and the last line of a backup. No table is held in memory. */
export async function* backupBody(
  client: pg.ClientBase,
  tables: readonly Table[],
  onRows: OnRows,
): AsyncGenerator<string | Buffer> {
  const rows: Record<string, number> = {};
  for (const { name, columns } of tables) {
    yield `${JSON.stringify({ table: name, columns })}\n`;
    let count = 0;
    for await (const chunk of client.query(copyTo(`COPY ${name} (${columns.join(", ")}) TO STDOUT`))) {
      count += countLines(chunk);
      onRows(name, count);
      yield chunk;
    }
    rows[name] = count;
    yield endOfRows;
  }
  // Sequences do not belong to the snapshot: their values are those at the time of the snapshot or later.
  yield `${JSON.stringify({ rows, sequences: await sequencesOf(client) })}\n`;
}

async function sequencesOf(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows: found } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  );
  const sequences: Sequence[] = [];
  for (const { name } of found) {
    const { rows } = await client.query<Omit<Sequence, "name">>(
      `SELECT last_value::text AS last, is_called AS called FROM ${name}`,
    );
    for (const value of rows) sequences.push({ name, ...value });
  }
  return sequences;
}
