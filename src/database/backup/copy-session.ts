import type pg from "pg";
import { withSession } from "../with-session.ts";

/**
 * Makes every server write values as text in the same form, so that any server can read what another one wrote. There
 * are no timeouts, because copying a large table takes long. With row_security off, hidden rows cause an error instead
 * of being left out.
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
  // This setting exists since PostgreSQL 17.
  transaction_timeout: "0",
};

/** Opens a session with these settings and runs work in it. Throws AppError if the connection is lost. */
export const withCopySession = <T>(connection: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  withSession(connection, async (client) => {
    await client.query(
      `SELECT set_config(wanted.name, wanted.value, false) FROM json_each_text($1) AS wanted(name, value)
        WHERE EXISTS (SELECT FROM pg_settings known WHERE lower(known.name) = lower(wanted.name))`,
      [JSON.stringify(settings)],
    );
    return work(client);
  });
