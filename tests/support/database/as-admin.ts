import { inject } from "vitest";
import { withOurSettings } from "../../../src/database/session.ts";
import type { TestDatabase } from "../test-database.ts";
import { withClient } from "../with-client.ts";
import { databaseUrl } from "./database-url.ts";

/** The name of a test's database. */
export const nameOf = ({ connection }: TestDatabase): string => new URL(connection.connectionString).pathname.slice(1);

/** Runs a statement in a test's database as the server's superuser. */
export async function asAdmin(database: TestDatabase, statement: string): Promise<void> {
  const connection = withOurSettings({ connectionString: databaseUrl(inject("adminUrl"), nameOf(database)) });
  await withClient(connection, (client) => client.query(statement));
}
