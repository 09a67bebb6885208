import { randomBytes } from "node:crypto";
import { openAsBlob } from "node:fs";
import pg, { type PoolConfig } from "pg";
import { inject } from "vitest";
import { applyMigrations } from "../../src/storage/apply-migrations.ts";
import { startEmbeddedPostgres } from "../../src/storage/embedded-postgres.ts";
import { emptyDatabase } from "./empty-database.ts";

/** A database of a test's own, up to date and empty. */
export interface TestDatabase {
  kind: "embedded" | "postgres";
  connection: PoolConfig;
  /** Gives it back: emptied, it is the next test's. */
  drop(): Promise<void>;
  /** Takes it away under whoever uses it. */
  destroy(): Promise<void>;
}

/** Making one takes seconds, emptying one a moment: test files share what a worker has made. */
const free: TestDatabase[] = [];

/** On the server of DATABASE_URL where that is given, else on an embedded one in memory; gone with the test run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const known = free.pop();
  if (known) return known;
  const { kind, connection, end } = await make("migrated");
  await applyMigrations(connection);
  const database: TestDatabase = {
    kind,
    connection,
    async drop() {
      await emptyDatabase(connection);
      free.push(database);
    },
    destroy: end,
  };
  return database;
}

/** The same before any migration, for one test alone. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const { kind, connection, end } = await make("empty");
  // What a test did to it is no other's to find.
  return { kind, connection, drop: end, destroy: end };
}

function make(begin: "empty" | "migrated") {
  const url = process.env.DATABASE_URL;
  return url ? onServer(url) : embedded(begin);
}

async function embedded(begin: "empty" | "migrated") {
  const template = inject("embeddedTemplates")?.[begin];
  const { connection, stop } = await startEmbeddedPostgres(
    undefined,
    template ? await openAsBlob(template) : undefined,
  );
  return { kind: "embedded" as const, connection, end: stop };
}

async function onServer(url: string) {
  const name = `${inject("databasePrefix")}_${randomBytes(6).toString("hex")}`;
  await run({ connectionString: url }, `CREATE DATABASE ${name}`);
  const connection = { connectionString: Object.assign(new URL(url), { pathname: `/${name}` }).href, max: 10 };
  return {
    kind: "postgres" as const,
    connection,
    end: () => run({ connectionString: url }, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function run(connection: PoolConfig, statement: string): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(statement);
  await client.end();
}
