/**
 * Settings of a server made by hand on a Brazilian machine, and worse: the suite's databases have them, so that whatever
 * of ours leans on a server's own setting fails.
 */
const foreignSettings = {
  TimeZone: "America/Manaus",
  DateStyle: "SQL, DMY",
  IntervalStyle: "sql_standard",
  extra_float_digits: "-15",
  bytea_output: "escape",
  xmloption: "document",
  client_encoding: "LATIN1",
  standard_conforming_strings: "off",
  array_nulls: "off",
  transform_null_equals: "on",
  search_path: "pg_catalog",
  default_transaction_isolation: "serializable",
  default_transaction_read_only: "on",
  statement_timeout: "20ms",
  lock_timeout: "1ms",
  idle_in_transaction_session_timeout: "20ms",
};

/** Statements that give a database or a role half of them each. `what` is `DATABASE name` or `ROLE name`. */
export function foreignTo(what: string, half: 0 | 1): string {
  return Object.entries(foreignSettings)
    .filter((_, index) => index % 2 === half)
    .map(([name, value]) => `ALTER ${what} SET ${name} TO '${value}'`)
    .join("; ");
}
