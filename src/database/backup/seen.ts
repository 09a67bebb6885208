/** Called again and again with how many rows of a table are done. */
export type Seen = (table: string, rows: number) => void;
