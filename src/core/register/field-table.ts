import { z } from "zod";

/** How a cell of a CSV is written. */
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

/** A row of the database, with the rows it is read with. */
export type Row = Readonly<Record<string, unknown>>;

/** Where the database has a field, and in which form. */
export interface Kept {
  /** In the column of the field's name; else in rows of another table. */
  isColumn: boolean;
  /** The column's value of what was handed in. Without it, the resource's own put works it out. */
  toColumn?(given: never): unknown;
  /** The value that the API shows; by default the column's. */
  shown?(row: Row, name: string): unknown;
}

/** A field of a resource: the API, its document, the CSV, the columns and the panel follow from it. */
export interface Field {
  /** Checks what the API is given; its description is the document's. */
  schema: z.ZodType;
  /** By default in the column of its name, as it was handed in. */
  kept?: Kept;
  /** Left out, what is there stays. A new row has this, and so has one where null was handed in. */
  initial?: unknown;
  /** The headings of its columns in a CSV, each with the way its cells are written. */
  csv?: Readonly<Record<string, CellKind>>;
  /** For a field with keys of its own: the headings of their columns, each with its key. */
  csvKeys?: Readonly<Record<string, string>>;
  /** An empty cell hands in null: left out, the field would stay as it is. */
  clears?: true;
  /** Shown, never handed in. */
  readOnly?: true;
  /** The panel's label of it: on a contract's page, or in the form of how it is billed here. */
  panel?: { on: "page" | "plan"; label: string };
}

/** The fields of a resource by their names in the API, in the order of the CSV's columns. */
export type FieldTable = Readonly<Record<string, Field>>;

type Given<F extends FieldTable> = { [N in keyof F as F[N] extends { readOnly: true } ? never : N]: F[N]["schema"] };

type ColumnOf<F extends FieldTable> = keyof {
  [N in keyof Given<F> as F[N] extends { kept: { isColumn: false } } ? never : N]: true;
} &
  string;

type ValueOf<F extends Field> =
  | (F extends { kept: { toColumn(given: never): infer C } } ? C : NonNullable<z.output<F["schema"]>>)
  | (F extends { initial: infer I } ? Extract<I, null> : undefined extends z.output<F["schema"]> ? null : never);

/** The columns that follow from what was handed in alone. */
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

/** Reads of a table of fields. */
export const fieldTable = {
  /** The schema of a resource as it is handed in; a field of another name is a fault. */
  schema: <F extends FieldTable>(fields: F) =>
    z.strictObject(shapeOf(fields, ({ readOnly }) => !readOnly) as unknown as Given<F>),

  /** The schema of the fields that are shown and never handed in. */
  readOnlySchema: (fields: FieldTable) =>
    z.object(shapeOf(fields, ({ readOnly }) => readOnly === true) as Record<string, z.ZodType>),

  /** The columns that are written. */
  columns: <F extends FieldTable>(fields: F) =>
    namesOf(fields, ({ kept, readOnly }) => !readOnly && kept?.isColumn !== false) as ColumnOf<F>[],

  /** Values of those columns that no put has a rule of its own for; `before` is the row that is there. */
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

  /** A row as the API shows it: amounts as numbers, nothing that is empty. */
  shown(fields: FieldTable, row: Row): Record<string, unknown> {
    const values = Object.entries(fields).map(([name, { kept }]) => {
      const value = kept?.shown ? kept.shown(row, name) : row[name];
      return [name, typeof value === "bigint" ? Number(value) : value] as const;
    });
    return Object.fromEntries(values.filter(([, value]) => value !== null && value !== undefined));
  },
};
