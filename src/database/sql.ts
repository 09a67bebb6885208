import type pg from "pg";
import type { Prisma } from "./generated/client.ts";

/** A statement of a hot path, under the name by which a connection keeps it prepared. Gives ids and dates as text. */
export interface Statement {
  name: string;
  text: string;
}

/** Runs a statement and gives its rows, the same over a pool as inside a transaction. */
export type Sql = <Row>(statement: Statement, values: readonly unknown[]) => Promise<Row[]>;

/** Each statement by itself, committed when it returns. */
export function poolSql(pool: pg.Pool): Sql {
  return async <Row>({ name, text }: Statement, values: readonly unknown[]) => {
    const { rows } = await pool.query({ name, text, values: [...values] });
    return rows as Row[];
  };
}

/** Statements inside a transaction of Prisma's. */
export function transactionSql(tx: Transaction): Sql {
  return ({ text }, values) => tx.$queryRawUnsafe(text, ...values);
}

/** The client inside a transaction: the stores' way to the database. */
export type Transaction = Prisma.TransactionClient;

/** The day of a `date` column. */
export const dayOf = (date: Date) => date.toISOString().slice(0, 10);
