import type { CellKind, Field, FieldTable } from "../core/register/field-table.ts";
import { type ResourceName, registerFields, resourceNames } from "../core/register/schemas.ts";

/** A column: its format, and the field that it fills. "account.conta" is a field within a field. */
export interface Column {
  field: string;
  as: CellKind;
  required: boolean;
  /** An empty cell sets the field to null. Without this flag, the field would keep its value. */
  clears?: true;
  panel?: Field["panel"];
  refersTo?: Field["refersTo"];
}

const columns = Object.fromEntries(resourceNames.map((name) => [name, columnsIn(registerFields[name])])) as Record<
  ResourceName,
  Record<string, Column>
>;

function columnsIn(fields: FieldTable): Record<string, Column> {
  const found = Object.entries(fields).flatMap(
    ([field, { schema, csv = {}, csvKeys = {}, clears, panel, refersTo }]) => [
      ...Object.entries(csv).map(([heading, as]): [string, Column] => [
        heading,
        {
          ...{ field, as, required: !schema.safeParse(undefined).success },
          ...(clears && { clears }),
          ...(panel && { panel }),
          ...(refersTo && { refersTo }),
        },
      ]),
      ...Object.entries(csvKeys).map(([heading, key]): [string, Column] => [
        heading,
        { field: `${field}.${key}`, as: "text", required: false },
      ]),
    ],
  );
  return Object.fromEntries(found);
}

/** Returns the columns that the file of a resource can have, except `id`. */
export function columnsOf(kind: ResourceName): Record<string, Column> {
  return columns[kind];
}

/** Returns the value of a field, or of a field within a field, of a resource. */
export function valueAt(item: Readonly<Record<string, unknown>>, path: string): unknown {
  const [field = "", inside] = path.split(".");
  return inside === undefined ? item[field] : (item[field] as Record<string, unknown> | undefined)?.[inside];
}

/** Returns the name of the column that fills a field; if there is none, the path of the field. */
export function columnOf(kind: ResourceName, path: string): string {
  const fills = Object.entries(columnsOf(kind)).find(([, { field }]) => path === field || path.startsWith(`${field}.`));
  return fills?.[0] ?? path;
}
