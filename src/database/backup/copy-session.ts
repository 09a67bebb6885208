import type pg from "pg";
import { withSession } from "../with-session.ts";

/**
 * What decides how a value looks as text, so that it is read as it was written wherever that is; no limit of time, since
 * a large table takes long; and an error, not fewer rows, where row security hides some.
 */
const settings = {
  client_encoding: "UTF8",
  DateStyle: "ISO, MDY",
  IntervalStyle: "postgres",
  TimeZone: "UTC",
  extra_float_digits: "3",
  bytea_output: "hex",
  xmloption: "content",
  row_security: "off",
  statement_timeout: "0",
  lock_timeout: "0",
  idle_in_transaction_session_timeout: "0",
  // Since PostgreSQL 17.
  transaction_timeout: "0",
};

/** A session in which rows are copied, for as long as the work takes. Throws AppError where its connection is lost. */
export const withCopySession = <T>(connection: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  withSession(connection, async (client) => {
    await client.query(
      `SELECT set_config(wanted.name, wanted.value, false) FROM json_each_text($1) AS wanted(name, value)
        WHERE EXISTS (SELECT FROM pg_settings known WHERE lower(known.name) = lower(wanted.name))`,
      [JSON.stringify(settings)],
    );
    return work(client);
  });
