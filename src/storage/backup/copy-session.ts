import pg from "pg";

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

/** A session in which rows are copied, for as long as the work takes. */
export async function withCopySession<T>(connection: pg.ClientConfig, work: (client: pg.Client) => Promise<T>) {
  const client = new pg.Client(connection);
  // A connection that is lost fails the query that waits for it.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(
      `SELECT set_config(wanted.name, wanted.value, false) FROM json_each_text($1) AS wanted(name, value)
        WHERE EXISTS (SELECT FROM pg_settings known WHERE lower(known.name) = lower(wanted.name))`,
      [JSON.stringify(settings)],
    );
    return await work(client);
  } finally {
    await client.end();
  }
}
