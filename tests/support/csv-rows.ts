import { readCsv } from "../../src/csv/read-csv.ts";

/** The lines of a CSV file as texts by column, and its header. */
export async function csvRows(bytes: Uint8Array): Promise<{ header: string[]; rows: Record<string, string>[] }> {
  const { header, lines } = await readCsv(bytes);
  const rows = lines.map(({ cells }) =>
    Object.fromEntries(Object.entries(cells).map(([name, { text }]) => [name, text])),
  );
  return { header, rows };
}
