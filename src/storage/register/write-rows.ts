import { snakeCase } from "../../core/snake-case.ts";
import type { Transaction } from "../../database/sql.ts";

/**
 * Inserts rows by one statement. The name of a column is the name of the field in snake case. PostgreSQL casts each
 * value to the type of the column.
 */
export async function insertRows<Row extends object>(
  tx: Transaction,
  table: "subscriber" | "contract" | "invoice" | "subscriber_phone" | "contract_phone",
  fields: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Promise<void> {
  const columns = fields.map(snakeCase).join(", ");
  await tx.$executeRawUnsafe(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`,
    asJson(fields, rows),
  );
}

/** Updates these fields of rows, which are found by their ids, by one statement. */
export async function updateRows<Row extends { id: string }>(
  tx: Transaction,
  table: "subscriber" | "contract" | "invoice",
  fields: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Promise<void> {
  const written = fields.map((field) => `${snakeCase(field)} = given.${snakeCase(field)}`).join(", ");
  await tx.$executeRawUnsafe(
    `UPDATE ${table} SET ${written}
       FROM json_populate_recordset(NULL::${table}, $1::json) AS given WHERE ${table}.id = given.id`,
    asJson(["id", ...fields], rows),
  );
}

/** Deletes the rows that equal the given ones in these fields, by one statement. */
export async function deleteRows<Row extends object>(
  tx: Transaction,
  table: "contract_phone",
  fields: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Promise<void> {
  const same = fields.map((field) => `${table}.${snakeCase(field)} = given.${snakeCase(field)}`).join(" AND ");
  await tx.$executeRawUnsafe(
    `DELETE FROM ${table} USING json_populate_recordset(NULL::${table}, $1::json) AS given WHERE ${same}`,
    asJson(fields, rows),
  );
}

function asJson<Row extends object>(fields: readonly (keyof Row & string)[], rows: readonly Row[]): string {
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(fields.map((field) => [snakeCase(field), row[field]]))),
    (_, value) => (typeof value === "bigint" ? String(value) : value),
  );
}
