import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "../../src/storage/apply-migrations.ts";
import { startEmbeddedPostgres } from "../../src/storage/embedded-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Files of embedded databases to begin with; absent on a real PostgreSQL. */
    embeddedTemplates: { empty: string; migrated: string } | undefined;
    /** How the run's databases on a server begin. */
    databasePrefix: string | undefined;
  }
}

/**
 * Before all tests: an embedded database is made once and copied from then on, which takes a tenth of the time. After
 * them what they made on a server is dropped.
 */
export default async function prepareDatabases(project: TestProject): Promise<() => void | Promise<void>> {
  const url = process.env.DATABASE_URL;
  if (url) {
    const prefix = `faturabot_test_${randomBytes(4).toString("hex")}`;
    project.provide("databasePrefix", prefix);
    return () => dropAll(url, prefix);
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-template-"));
  const embedded = await startEmbeddedPostgres(undefined);
  const keep = async (name: string) => {
    const file = path.join(folder, `${name}.tar`);
    writeFileSync(file, Buffer.from(await (await embedded.dump()).arrayBuffer()));
    return file;
  };
  const empty = await keep("empty");
  await applyMigrations(embedded.connection);
  project.provide("embeddedTemplates", { empty, migrated: await keep("migrated") });
  await embedded.stop();
  return () => rmSync(folder, { recursive: true, force: true });
}

async function dropAll(url: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    "SELECT datname AS name FROM pg_database WHERE datname LIKE $1",
    [`${prefix}%`],
  );
  for (const { name } of rows) await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await client.end();
}
