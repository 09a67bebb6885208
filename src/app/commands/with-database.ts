import type { Config } from "../../config.ts";
import { type Database, openDatabase } from "../../database/open-database.ts";

/** Opens only the database for one command, runs the command and closes the database. */
export async function withDatabase<T>(
  config: Config["database"],
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(config);
  try {
    return await work(database);
  } finally {
    // If it stayed open, the embedded server would keep the process alive.
    await database.close();
  }
}
