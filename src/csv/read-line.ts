import type { z } from "zod";
import { checkInput } from "../core/register/check-input.ts";
import { fields } from "../core/register/fields.ts";
import type { Entry } from "../core/register/register.ts";
import { type ResourceName, registerSchemas } from "../core/register/schemas.ts";
import { columnOf, columnsOf } from "./import-columns.ts";
import { readCell } from "./read-cell.ts";

type Fields = Record<string, unknown>;

/**
 * Converts a line to an entry, or returns all its problems. A field without a column keeps its value from `known`, so a
 * file without a column for phones deletes no phones. An empty cell in a column that exists clears the field.
 */
export function readLine(
  kind: ResourceName,
  row: Record<string, string>,
  known: Fields | undefined,
): { entry: Entry } | { problems: string[] } {
  const problems: string[] = [];
  const value = known && kind !== "boletos" ? keepKnown(kind, row, known) : {};
  for (const [column, { field, as, clears }] of Object.entries(columnsOf(kind))) {
    const text = row[column] ?? "";
    // The empty list is set explicitly: if the field were absent, the known phones would be kept.
    if (text === "" && as === "phones" && column in row) setField(value, field, []);
    if (text === "" && clears && column in row) setField(value, field, null);
    if (text === "") continue;
    const read = readCell(as, text);
    if ("expected" in read) problems.push(`${column}: ${read.expected}`);
    else setField(value, field, read.value);
  }
  if (kind === "bank-wallets") value.account ??= {};
  const id = checkInput(fields.externalId, row.id ?? "");
  const checked = checkInput(registerSchemas[kind] as z.ZodType, value);
  // A cell that could not be read is also missing in `value`. Only the first of the two problems is reported, because
  // it is more precise.
  const faults = (checked.ok ? [] : checked.faults).map(({ path, message }) => ({
    column: columnOf(kind, path),
    message,
  }));
  const unread = problems.map((problem) => problem.split(":", 1)[0]);
  if (!id.ok) problems.unshift(...id.faults.map(({ message }) => `id: ${message}`));
  problems.push(
    ...faults.filter(({ column }) => !unread.includes(column)).map(({ column, message }) => `${column}: ${message}`),
  );
  if (!id.ok || !checked.ok || problems.length > 0) return { problems };
  return { entry: { resource: kind, id: id.value, value: checked.value } as Entry };
}

function keepKnown(kind: ResourceName, row: Record<string, string>, known: Fields): Fields {
  const given = new Set(
    Object.entries(columnsOf(kind)).flatMap(([column, { field }]) => (column in row ? [field] : [])),
  );
  const without = (values: Fields, prefix: string) =>
    Object.fromEntries(Object.entries(values).filter(([field]) => !given.has(prefix + field)));
  // Fields that are read-only, such as the next nosso número, are not part of the input.
  const taken = Object.entries(known).filter(([field]) => field in registerSchemas[kind].shape);
  const kept = without(Object.fromEntries(taken), "");
  const inside = ["account", "cnab", "hours"].flatMap((field) =>
    kept[field] === undefined ? [] : [[field, without(kept[field] as Fields, `${field}.`)] as const],
  );
  return { ...kept, ...Object.fromEntries(inside) };
}

function setField(value: Fields, path: string, read: unknown): void {
  const [field = "", inside] = path.split(".");
  value[field] = inside === undefined ? read : { ...(value[field] as Fields | undefined), [inside]: read };
}
