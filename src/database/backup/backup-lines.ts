import { z } from "zod";

/** Ends a table's rows, as in the scripts of pg_dump. Within them a backslash is written twice: no row looks like it. */
export const endOfRows = "\\.\n";

const sequenceSchema = z.object({ name: z.string(), last: z.string().regex(/^-?\d+$/), called: z.boolean() });

/** Where a sequence stands. */
export type Sequence = z.infer<typeof sequenceSchema>;

/** Precedes a table's rows. */
export const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()) });

/** Follows the last table. */
export const totalsSchema = z.object({ rows: z.record(z.string(), z.number()), sequences: z.array(sequenceSchema) });

/** The last line: of everything before it. */
export const sumSchema = z.object({ sha256: z.hex() });
