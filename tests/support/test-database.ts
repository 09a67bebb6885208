import { randomBytes } from "node:crypto";
import pg, { type PoolConfig } from "pg";
import { inject } from "vitest";
import { withOurSettings } from "../../src/database/session.ts";
import { databaseUrl } from "./database/database-url.ts";
import { emptyDatabase } from "./database/empty-database.ts";
import { foreignTo } from "./database/foreign-settings.ts";

/** A database of a test's own, up to date and empty, on a server whose settings are foreign. */
export interface TestDatabase {
  /** As `openDatabase` returns it: with the settings of our sessions. */
  connection: PoolConfig & { connectionString: string };
  /** Gives it back: emptied, it is the next test's. */
  drop(): Promise<void>;
  /** Takes it away under whoever uses it. */
  destroy(): Promise<void>;
}

/** Emptying one takes less than making one: test files share what a worker has made. */
const free: TestDatabase[] = [];

/** On the run's server; gone with the run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const known = free.pop();
  if (known) return known;
  const made = await make(`TEMPLATE ${inject("templateDatabase")}`);
  const database: TestDatabase = {
    ...made,
    async drop() {
      await emptyDatabase(made.connection);
      free.push(database);
    },
  };
  return database;
}

/** The same before any migration, for one test alone: what a test did to it is no other's to find. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return make("");
}

async function make(like: string): Promise<TestDatabase> {
  const url = inject("serverUrl");
  const name = `${inject("databasePrefix")}_${randomBytes(6).toString("hex")}`;
  await run({ connectionString: url }, `CREATE DATABASE ${name} ${like}`);
  await run({ connectionString: url }, foreignTo(`DATABASE ${name}`, 0));
  const connection = withOurSettings({ connectionString: databaseUrl(url, name), max: 10 });
  const destroy = () => run({ connectionString: url }, `DROP DATABASE ${name} WITH (FORCE)`);
  return { connection, drop: destroy, destroy };
}

async function run(connection: PoolConfig, statement: string): Promise<void> {
  const client = new pg.Client(withOurSettings(connection));
  await client.connect();
  await client.query(statement);
  await client.end();
}
