import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "../../src/storage/apply-migrations.ts";
import { startEmbeddedPostgres } from "../../src/storage/embedded-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The file of an embedded database that is up to date; absent on a real PostgreSQL. */
    embeddedTemplate: string | undefined;
  }
}

/** Before all tests: an embedded database is made once and copied from then on, which takes a tenth of the time. */
export default async function makeTemplate(project: TestProject): Promise<(() => void) | undefined> {
  if (process.env.DATABASE_URL) return undefined;
  const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-template-"));
  const file = path.join(folder, "database.tar");
  const embedded = await startEmbeddedPostgres(undefined);
  await applyMigrations(embedded.connection);
  writeFileSync(file, Buffer.from(await (await embedded.dump()).arrayBuffer()));
  await embedded.stop();
  project.provide("embeddedTemplate", file);
  return () => rmSync(folder, { recursive: true, force: true });
}
