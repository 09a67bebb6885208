import { z } from "zod";

/** Ends a table's rows, as in pg_dump's scripts. COPY doubles a backslash in a value, so no row looks like this. */
export const endOfRows = "\\.\n";

const sequenceSchema = z.object({ name: z.string(), last: z.string().regex(/^-?\d+$/), called: z.boolean() });

/** The current value of a sequence. */
export type Sequence = z.infer<typeof sequenceSchema>;

/** The line before a table's rows. */
export const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()) });

/** The line after the last table. */
export const totalsSchema = z.object({ rows: z.record(z.string(), z.number()), sequences: z.array(sequenceSchema) });

/** The last line: the checksum of everything before it. */
export const sumSchema = z.object({ sha256: z.hex() });
