import type { CellKind, Field, FieldTable } from "../core/register/field-table.ts";
import { type ResourceName, registerFields, resourceNames } from "../core/register/schemas.ts";

/** A column: the field it fills ("account.conta" is one inside another) and how it is written. */
export interface Column {
  field: string;
  as: CellKind;
  required: boolean;
  /** An empty cell says null: left out, the field would stay as it is. */
  clears?: true;
  panel?: Field["panel"];
}

const columns = Object.fromEntries(resourceNames.map((name) => [name, columnsIn(registerFields[name])])) as Record<
  ResourceName,
  Record<string, Column>
>;

function columnsIn(fields: FieldTable): Record<string, Column> {
  const found = Object.entries(fields).flatMap(([field, { schema, csv = {}, csvKeys = {}, clears, panel }]) => [
    ...Object.entries(csv).map(([heading, as]): [string, Column] => [
      heading,
      { field, as, required: !schema.safeParse(undefined).success, ...(clears && { clears }), ...(panel && { panel }) },
    ]),
    ...Object.entries(csvKeys).map(([heading, key]): [string, Column] => [
      heading,
      { field: `${field}.${key}`, as: "text", required: false },
    ]),
  ]);
  return Object.fromEntries(found);
}

/** The columns of a resource's file, beside `id`. */
export function columnsOf(kind: ResourceName): Record<string, Column> {
  return columns[kind];
}

/** The column that fills a field, by the field's path; the path itself where none does. */
export function columnOf(kind: ResourceName, path: string): string {
  const fills = Object.entries(columnsOf(kind)).find(([, { field }]) => path === field || path.startsWith(`${field}.`));
  return fills?.[0] ?? path;
}
