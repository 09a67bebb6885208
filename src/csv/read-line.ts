import type { z } from "zod";
import { checkInput } from "../core/register/check-input.ts";
import { fields } from "../core/register/fields.ts";
import type { Entry } from "../core/register/register.ts";
import { type ResourceName, registerSchemas } from "../core/register/schemas.ts";
import { columnOf, columnsOf } from "./import-columns.ts";
import { readCell } from "./read-cell.ts";

type Fields = Record<string, unknown>;

/**
 * A line as an entry, or all that is wrong with it. What is `known` stays in fields that the file has no column for: a
 * file without phones deletes no phones. A column that is there and empty does clear its field.
 */
export function readLine(
  kind: ResourceName,
  row: Record<string, string>,
  known: Fields | undefined,
): { entry: Entry } | { problems: string[] } {
  const problems: string[] = [];
  const value = known && kind !== "boletos" ? keptOf(kind, row, known) : {};
  for (const [column, { field, as, clears }] of Object.entries(columnsOf(kind))) {
    const text = row[column] ?? "";
    // Left out, the phones would stay.
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
  // A cell that could not be read is missing in the value: its own sentence says more.
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

function keptOf(kind: ResourceName, row: Record<string, string>, known: Fields): Fields {
  const given = new Set(
    Object.entries(columnsOf(kind)).flatMap(([column, { field }]) => (column in row ? [field] : [])),
  );
  const without = (values: Fields, prefix: string) =>
    Object.fromEntries(Object.entries(values).filter(([field]) => !given.has(prefix + field)));
  // What is shown and not taken (the next nosso número) is not handed in again either.
  const taken = Object.entries(known).filter(([field]) => field in registerSchemas[kind].shape);
  const kept = without(Object.fromEntries(taken), "");
  const inside = ["account", "cnab"].flatMap((field) =>
    kept[field] === undefined ? [] : [[field, without(kept[field] as Fields, `${field}.`)] as const],
  );
  return { ...kept, ...Object.fromEntries(inside) };
}

function setField(value: Fields, path: string, read: unknown): void {
  const [field = "", inside] = path.split(".");
  value[field] = inside === undefined ? read : { ...(value[field] as Fields | undefined), [inside]: read };
}
