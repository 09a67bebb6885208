/** Reports progress. It is called repeatedly, with the number of rows of a table that are done so far. */
export type OnRows = (table: string, rows: number) => void;
