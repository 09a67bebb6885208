import type { Config } from "../../config.ts";
import { type Database, openDatabase } from "../../database/open-database.ts";

/** The database by itself, for one command; it is closed whatever becomes of the work. */
export async function withDatabase<T>(
  config: Config["database"],
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(config);
  try {
    return await work(database);
  } finally {
    // Left open, the server that comes along would keep the process alive.
    await database.close();
  }
}
