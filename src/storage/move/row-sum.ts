import type pg from "pg";
import type { Table } from "./tables.ts";

/** How many rows there are, and the sum of their hashes, which asks for no order and can be added to. */
export interface RowSum {
  rows: number;
  sum: string;
}

/** The hash of one row of a table, in SQL. */
export const rowHash = ({ columns }: Pick<Table, "columns">): string =>
  `('x' || left(md5(ROW(${columns.map(({ name }) => name).join(", ")})::text), 15))::bit(60)::bigint`;

/** Of all rows of a table, or of those up to a key. */
export async function sumOf(client: pg.ClientBase, table: Table, upTo?: readonly string[]): Promise<RowSum> {
  const keys = table.key.map(({ name }) => name).join(", ");
  const end = table.key.map(({ type }, index) => `$${index + 1}::${type}`).join(", ");
  const { rows } = await client.query<RowSum>(
    `SELECT count(*)::float AS rows, coalesce(sum(${rowHash(table)}), 0)::text AS sum
       FROM ${table.name} ${upTo ? `WHERE (${keys}) <= (${end})` : ""}`,
    upTo ? [...upTo] : [],
  );
  return rows[0] ?? { rows: 0, sum: "0" };
}

export const sameSum = (one: RowSum, other: RowSum): boolean => one.rows === other.rows && one.sum === other.sum;
