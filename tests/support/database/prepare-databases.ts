import { randomBytes } from "node:crypto";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { withOurSettings } from "../../../src/database/session.ts";
import { databaseUrl } from "./database-url.ts";
import { foreignTo } from "./foreign-settings.ts";
import { startTestServer } from "./start-test-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the server on which the run makes its databases, as a role that may make databases and is no superuser. */
    serverUrl: string;
    /** Of the same server, as the superuser. */
    adminUrl: string;
    /** A migrated database that nobody is connected to. */
    templateDatabase: string;
    /** How the names of the run's databases begin. */
    databasePrefix: string;
  }
}

/**
 * Before all tests: a server, the one of DATABASE_URL or one of the run's own, and a migrated database that each test
 * file's is copied from. After them, what they made is dropped.
 */
export default async function prepareDatabases(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL;
  const own = given ? undefined : await startTestServer();
  const admin = given ?? own?.url ?? "";
  const prefix = `faturabot_test_${randomBytes(4).toString("hex")}`;
  const password = randomBytes(8).toString("hex");
  await query(admin, `CREATE ROLE ${prefix} LOGIN CREATEDB PASSWORD '${password}'; ${foreignTo(`ROLE ${prefix}`, 1)}`);
  const url = Object.assign(new URL(admin), { username: prefix, password }).href;
  const template = `${prefix}_template`;
  await query(url, `CREATE DATABASE ${template}`);
  await query(url, foreignTo(`DATABASE ${template}`, 0));
  await applyMigrations(withOurSettings({ connectionString: databaseUrl(url, template) }));
  project.provide("serverUrl", url);
  project.provide("adminUrl", admin);
  project.provide("templateDatabase", template);
  project.provide("databasePrefix", prefix);
  return async () => {
    await dropAll(url, prefix);
    await query(admin, `DROP OWNED BY ${prefix}; DROP ROLE ${prefix}`);
    await own?.stop();
  };
}

async function dropAll(url: string, prefix: string): Promise<void> {
  const rows = await query(url, "SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)", [prefix]);
  for (const { name } of rows) await query(url, `DROP DATABASE ${name} WITH (FORCE)`);
}

async function query(url: string, text: string, values: unknown[] = []): Promise<{ name: string }[]> {
  const client = new pg.Client(withOurSettings({ connectionString: url }));
  await client.connect();
  try {
    return (await client.query<{ name: string }>(text, values)).rows;
  } finally {
    await client.end();
  }
}
