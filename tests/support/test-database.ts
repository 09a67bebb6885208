import { randomBytes } from "node:crypto";
import { openAsBlob } from "node:fs";
import pg, { type PoolConfig } from "pg";
import { afterAll, inject } from "vitest";
import { applyMigrations } from "../../src/storage/apply-migrations.ts";
import { startEmbeddedPostgres } from "../../src/storage/embedded-postgres.ts";

/** A database of a test's own, up to date and empty. */
export interface TestDatabase {
  kind: "embedded" | "postgres";
  connection: PoolConfig;
  /** Gives it back: emptied, it is the next test's of the same file. */
  drop(): Promise<void>;
  /** Takes it away under whoever uses it. */
  destroy(): Promise<void>;
}

/** Making one takes seconds, emptying one a moment. */
const free: TestDatabase[] = [];
const made: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of made.splice(0)) await end();
});

/** On the server of DATABASE_URL where that is given, else on an embedded one in memory; gone with the test file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const known = free.pop();
  if (known) return known;
  const { kind, connection, end } = await make("migrated");
  await applyMigrations(connection);
  const database: TestDatabase = {
    kind,
    connection,
    async drop() {
      await empty(connection);
      free.push(database);
    },
    destroy: () => endNow(end),
  };
  return database;
}

/** The same before any migration, for one test alone. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const { kind, connection, end } = await make("empty");
  // It is gone with the file: what a test did to it is no other's to find.
  return { kind, connection, drop: async () => {}, destroy: () => endNow(end) };
}

function endNow(end: () => Promise<void>): Promise<void> {
  made.splice(made.indexOf(end), 1);
  return end();
}

async function make(begin: "empty" | "migrated") {
  const url = process.env.DATABASE_URL;
  const database = url ? await onServer(url) : await embedded(begin);
  made.push(database.end);
  return database;
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
  const name = `faturabot_test_${randomBytes(6).toString("hex")}`;
  await run({ connectionString: url }, `CREATE DATABASE ${name}`);
  const connection = { connectionString: Object.assign(new URL(url), { pathname: `/${name}` }).href, max: 10 };
  return {
    kind: "postgres" as const,
    connection,
    end: () => run({ connectionString: url }, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** Every row of ours and of the queue; the migrations' own table stays. */
function empty(connection: PoolConfig): Promise<void> {
  return run(
    connection,
    `DO $$ DECLARE tables text; BEGIN
       SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') INTO tables FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> '_prisma_migrations';
       EXECUTE 'TRUNCATE ' || tables || ' RESTART IDENTITY CASCADE';
       IF to_regclass('pgboss.job') IS NOT NULL THEN DELETE FROM pgboss.job; END IF;
     END $$`,
  );
}

async function run(connection: PoolConfig, statement: string): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(statement);
  await client.end();
}
