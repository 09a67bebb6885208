import { z } from "zod";

/** Format of a CSV cell. */
export type CellKind =
  | "text"
  | "bank"
  | "list"
  | "phones"
  | "cents"
  | "percent"
  | "number"
  | "minutes"
  | "flag"
  | "walletKind"
  | "month"
  | "date";

/** A row of the database, with its joined rows. */
export type Row = Readonly<Record<string, unknown>>;

/** Storage of a field in the database. */
export interface Kept {
  /** Stored in the column with the field's name; otherwise in another table. */
  isColumn: boolean;
  /** Converts the input to the column's value. Without it, the resource's own `put` computes the value. */
  toColumn?(given: never): unknown;
  /** Returns the value shown by the API; by default that of the column. */
  shown?(row: Row, name: string): unknown;
}

/** A field of a resource. The API, its OpenAPI document, the CSV, the columns and the panel are derived from it. */
export interface Field {
  /** Validates API input. Its description is used in the OpenAPI document. */
  schema: z.ZodType;
  /** By default stored unchanged in the column with its name. */
  kept?: Kept;
  /** Value for a new row and for null. If the field is omitted, an existing row keeps its value. */
  initial?: unknown;
  /** CSV headings of the field, each with the format of its cells. */
  csv?: Readonly<Record<string, CellKind>>;
  /** For a field that is a record: CSV headings, each with its key in the record. */
  csvKeys?: Readonly<Record<string, string>>;
  /** An empty CSV cell is sent as null, because an omitted field would keep its value. */
  clears?: true;
  /** Output only. */
  readOnly?: true;
  /** Label in the panel, on a contract's page or in its billing plan. */
  panel?: { on: "page" | "plan"; label: string };
}

/** The fields of a resource by API name, in the order of the CSV columns. */
export type FieldTable = Readonly<Record<string, Field>>;

type Given<F extends FieldTable> = { [N in keyof F as F[N] extends { readOnly: true } ? never : N]: F[N]["schema"] };

type ColumnOf<F extends FieldTable> = keyof {
  [N in keyof Given<F> as F[N] extends { kept: { isColumn: false } } ? never : N]: true;
} &
  string;

type ValueOf<F extends Field> =
  | (F extends { kept: { toColumn(given: never): infer C } } ? C : NonNullable<z.output<F["schema"]>>)
  | (F extends { initial: infer I } ? Extract<I, null> : undefined extends z.output<F["schema"]> ? null : never);

/** Columns whose values depend on the input alone. */
export type ColumnValues<F extends FieldTable> = {
  -readonly [N in keyof Given<F> as F[N] extends { kept: Kept }
    ? F[N]["kept"] extends { toColumn: unknown }
      ? N
      : never
    : N]: ValueOf<F[N]>;
};

const namesOf = (fields: FieldTable, has: (field: Field) => boolean) =>
  Object.keys(fields).filter((name) => fields[name] && has(fields[name]));
const shapeOf = (fields: FieldTable, has: (field: Field) => boolean) =>
  Object.fromEntries(namesOf(fields, has).map((name) => [name, fields[name]?.schema]));

/** Derives schemas, columns and API output from a field table. */
export const fieldTable = {
  /** The input schema of a resource; unknown fields are rejected. */
  schema: <F extends FieldTable>(fields: F) =>
    z.strictObject(shapeOf(fields, ({ readOnly }) => !readOnly) as unknown as Given<F>),

  /** The schema of the output-only fields. */
  readOnlySchema: (fields: FieldTable) =>
    z.object(shapeOf(fields, ({ readOnly }) => readOnly === true) as Record<string, z.ZodType>),

  /** Names of the columns to write. */
  columns: <F extends FieldTable>(fields: F) =>
    namesOf(fields, ({ kept, readOnly }) => !readOnly && kept?.isColumn !== false) as ColumnOf<F>[],

  /** Values of the columns that no `put` computes itself. `before` is the existing row. */
  columnValues<F extends FieldTable>(fields: F, given: Row, before: Row | undefined): ColumnValues<F> {
    const names = namesOf(fields, ({ kept, readOnly }) => !readOnly && (!kept || kept.toColumn !== undefined));
    const valueIn = (name: string) => {
      const { kept, initial } = fields[name] ?? {};
      const value = given[name];
      if (value === undefined && before && initial !== undefined) return before[name];
      if (value === undefined || value === null) return initial ?? null;
      return kept?.toColumn ? kept.toColumn(value as never) : value;
    };
    return Object.fromEntries(names.map((name) => [name, valueIn(name)])) as ColumnValues<F>;
  },

  /** Converts a row to API output: bigint amounts as numbers, empty values omitted. */
  shown(fields: FieldTable, row: Row): Record<string, unknown> {
    const values = Object.entries(fields).map(([name, { kept }]) => {
      const value = kept?.shown ? kept.shown(row, name) : row[name];
      return [name, typeof value === "bigint" ? Number(value) : value] as const;
    });
    return Object.fromEntries(values.filter(([, value]) => value !== null && value !== undefined));
  },
};
