import { z } from "zod";

/** The format of a cell in a CSV file. */
export type CellKind =
  | "text"
  | "bank"
  | "list"
  | "phones"
  | "taxId"
  | "cep"
  | "time"
  | "cents"
  | "percent"
  | "number"
  | "minutes"
  | "flag"
  | "walletKind"
  | "month"
  | "date"
  | "dates";

/** A row of the database, with its joined rows. */
export type Row = Readonly<Record<string, unknown>>;

/** How a field is stored in the database. */
export interface Kept {
  /** True if the field is stored in the column with its name; false if it is stored in another table. */
  isColumn: boolean;
  /**
   * Converts the input to the value of the column. Without this function, the `put` of the resource computes the value.
   */
  toColumn?(given: never): unknown;
  /** Returns the value that the API shows; by default the value of the column. */
  shown?(row: Row, name: string): unknown;
}

/**
 * A field of a resource. The API, its OpenAPI document, the CSV format, the columns and the panel are all derived from
 * it.
 */
export interface Field {
  /** Validates API input. Its description is used in the OpenAPI document. */
  schema: z.ZodType;
  /** How the field is stored; by default unchanged, in the column with its name. */
  kept?: Kept;
  /** The value in a new row, and for null. If the field is left out, an existing row keeps its value. */
  initial?: unknown;
  /** CSV headings of the field, each with the format of its cells. */
  csv?: Readonly<Record<string, CellKind>>;
  /** For a field that is a record: the CSV headings, each with its key in the record. */
  csvKeys?: Readonly<Record<string, string>>;
  /** The resource whose external id, or ids, the field contains. */
  refersTo?: "subscribers" | "contracts" | "wallets" | "bank-wallets" | "invoices";
  /** An empty cell in a CSV file is read as null, because a field that is left out would keep its value. */
  clears?: true;
  /** The API shows the field, and does not accept it. */
  readOnly?: true;
  /** Label in the panel, on a contract's page or in its billing plan. */
  panel?: { on: "page" | "plan"; label: string };
}

/** The fields of a resource by their names in the API, in the order of the CSV columns. */
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

/** Derives schemas, columns and what the API shows from the table of a resource. */
export const fieldTable = {
  /** The schema for the input of a resource. It refuses unknown fields. */
  schema: <F extends FieldTable>(fields: F) =>
    z.strictObject(shapeOf(fields, ({ readOnly }) => !readOnly) as unknown as Given<F>),

  /** The schema of the fields that are only shown. */
  readOnlySchema: (fields: FieldTable) =>
    z.object(shapeOf(fields, ({ readOnly }) => readOnly === true) as Record<string, z.ZodType>),

  /** The names of the columns that are written. */
  columns: <F extends FieldTable>(fields: F) =>
    namesOf(fields, ({ kept, readOnly }) => !readOnly && kept?.isColumn !== false) as ColumnOf<F>[],

  /**
   * The values of the columns, except of those that a `put` computes itself. `before` is the row that exists, if there
   * is one.
   */
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

  /** Converts a row to what the API shows: amounts (bigint) become numbers, and empty values are left out. */
  shown(fields: FieldTable, row: Row): Record<string, unknown> {
    const values = Object.entries(fields).map(([name, { kept }]) => {
      const value = kept?.shown ? kept.shown(row, name) : row[name];
      return [name, typeof value === "bigint" ? Number(value) : value] as const;
    });
    return Object.fromEntries(values.filter(([, value]) => value !== null && value !== undefined));
  },
};
