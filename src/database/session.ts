import type pg from "pg";

/**
 * The settings that each of our sessions fixes, because a server, a database or a role may have other values: how
 * values are written and read (the drivers understand only ISO dates and UTC), in which schemas names are looked up,
 * how strings are quoted, that transactions may write and see what is committed, and that there are no time limits but
 * our own.
 */
const settings = {
  TimeZone: "UTC",
  DateStyle: "ISO, MDY",
  IntervalStyle: "postgres",
  extra_float_digits: "1",
  bytea_output: "hex",
  xmloption: "content",
  standard_conforming_strings: "on",
  array_nulls: "on",
  transform_null_equals: "off",
  search_path: "public",
  default_transaction_isolation: "read committed",
  default_transaction_read_only: "off",
  default_transaction_deferrable: "off",
  statement_timeout: "0",
  lock_timeout: "0",
  idle_in_transaction_session_timeout: "0",
  idle_session_timeout: "0",
  // JIT compilation pays off only for statements that run for seconds. With it, loading one invoice took 305 ms, of
  // which the compilation took 258 ms.
  jit: "off",
};

/** This setting exists since PostgreSQL 17. An older server refuses a setting that it does not know. */
const sinceVersion17 = { transaction_timeout: "0" };

/** The first `server_version_num` of PostgreSQL 17. */
const version17 = 170_000;

/**
 * Returns the connection with the settings of our sessions, which replace those that DATABASE_URL asks for in
 * `?options=`. They are sent when a session starts. So every pool has them, including that of pg-boss, and they replace
 * the settings of the server, the database and the role. `version` is the `server_version_num` of the server.
 */
export function withOurSettings<C extends pg.ClientConfig>(connection: C, version = 0): C {
  const known = version >= version17 ? { ...settings, ...sinceVersion17 } : settings;
  const ours = Object.entries(known).map(([name, value]) => `-c ${name}=${value.replaceAll(" ", "\\ ")}`);
  const { connectionString } = connection;
  // If the address contained `options`, they would be used instead of ours.
  const address = connectionString === undefined ? undefined : new URL(connectionString);
  const theirs = address?.searchParams.get("options") ?? connection.options;
  address?.searchParams.delete("options");
  return {
    ...connection,
    ...(address && { connectionString: address.href }),
    options: [theirs, ...ours].filter((part) => part).join(" "),
  };
}

/**
 * Returns the settings that the session has otherwise than requested, which a pooler between us and the server may
 * cause.
 */
export async function unsetSettings(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT wanted.name FROM json_each_text($1) AS wanted(name, value)
      WHERE current_setting(wanted.name) <> wanted.value ORDER BY wanted.name`,
    [JSON.stringify(settings)],
  );
  return rows.map(({ name }) => name);
}
