import type pg from "pg";
import type { Prisma } from "./generated/client.ts";

/**
 * A frequent statement, and the name under which each connection keeps it prepared. It selects ids and dates as text.
 */
export interface Statement {
  name: string;
  text: string;
}

/** Runs a statement and returns its rows: on a pool, or inside a transaction. */
export type Sql = <Row>(statement: Statement, values: readonly unknown[]) => Promise<Row[]>;

/** Runs each statement on any connection of the pool; the statement is committed when the promise resolves. */
export function poolSql(pool: pg.Pool): Sql {
  return async <Row>({ name, text }: Statement, values: readonly unknown[]) => {
    const { rows } = await pool.query({ name, text, values: [...values] });
    return rows as Row[];
  };
}

/** Runs statements inside a Prisma transaction. */
export function transactionSql(tx: Transaction): Sql {
  return ({ text }, values) => tx.$queryRawUnsafe(text, ...values);
}

/** Prisma's client inside a transaction. */
export type Transaction = Prisma.TransactionClient;

/** The day of a `date` column, as YYYY-MM-DD. */
export const dayOf = (date: Date) => date.toISOString().slice(0, 10);
