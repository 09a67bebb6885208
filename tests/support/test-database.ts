import { randomBytes } from "node:crypto";
import pg, { type PoolConfig } from "pg";
import { applyMigrations } from "../../src/storage/apply-migrations.ts";
import { startEmbeddedPostgres } from "../../src/storage/embedded-postgres.ts";

/** A database of a test's own, up to date, gone afterwards. */
export interface TestDatabase {
  kind: "embedded" | "postgres";
  connection: PoolConfig;
  drop(): Promise<void>;
}

/** On the server of DATABASE_URL where that is given, else on an embedded one in memory. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const made = await createEmptyDatabase();
  await applyMigrations(made.connection);
  return made;
}

/** The same before any migration. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  const url = process.env.DATABASE_URL;
  return url ? onServer(url) : embedded();
}

async function embedded(): Promise<TestDatabase> {
  const { connection, stop } = await startEmbeddedPostgres(undefined);
  return { kind: "embedded", connection, drop: stop };
}

async function onServer(url: string): Promise<TestDatabase> {
  const name = `faturabot_test_${randomBytes(6).toString("hex")}`;
  await administer(url, `CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const connection = { connectionString: own.href, max: 10 };
  return { kind: "postgres", connection, drop: () => administer(url, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
