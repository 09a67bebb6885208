import type { Transaction } from "../sql-transaction.ts";

/** Writes these fields of many rows in one statement: PostgreSQL reads them as the table's own types. */
export async function updateRows<Row extends { id: string }>(
  tx: Transaction,
  table: "subscriber" | "contract" | "invoice",
  fields: readonly (keyof Row & string)[],
  { rows, now }: { rows: readonly Row[]; now: Date },
): Promise<void> {
  const columns = fields.map(columnOf);
  const given = rows.map((row) => ({
    id: row.id,
    ...Object.fromEntries(fields.map((field, at) => [columns[at], row[field]])),
  }));
  const written = columns.map((column) => `${column} = given.${column}`).join(", ");
  await tx.$executeRawUnsafe(
    `UPDATE ${table} SET ${written}, updated_at = $2
       FROM json_populate_recordset(NULL::${table}, $1::json) AS given WHERE ${table}.id = given.id`,
    JSON.stringify(given, (_, value) => (typeof value === "bigint" ? String(value) : value)),
    now,
  );
}

/** Columns are named as fields are, in snake case. */
const columnOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
