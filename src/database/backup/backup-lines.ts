import { z } from "zod";

/**
 * The line after a table's rows, as in the scripts of pg_dump. No row looks like this, because COPY doubles a backslash
 * in a value.
 */
export const endOfRows = "\\.\n";

const sequenceSchema = z.object({ name: z.string(), last: z.string().regex(/^-?\d+$/), called: z.boolean() });

/** The current value of a sequence. */
export type Sequence = z.infer<typeof sequenceSchema>;

/** The line before a table's rows. */
export const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()) });

/** The line after the last table: the number of rows of each table, and the values of the sequences. */
export const totalsSchema = z.object({ rows: z.record(z.string(), z.number()), sequences: z.array(sequenceSchema) });

/** The last line: the checksum of everything before it. */
export const sumSchema = z.object({ sha256: z.hex() });
