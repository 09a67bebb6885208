import type { Config } from "../../config.ts";
import { type Database, openDatabase } from "../../database/open-database.ts";

/** Opens the database alone for one command, and always closes it. */
export async function withDatabase<T>(
  config: Config["database"],
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(config);
  try {
    return await work(database);
  } finally {
    // Left open, the embedded server would keep the process alive.
    await database.close();
  }
}
