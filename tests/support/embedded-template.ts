import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "../../src/storage/apply-migrations.ts";
import { startEmbeddedPostgres } from "../../src/storage/embedded-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Files of embedded databases to begin with; absent on a real PostgreSQL. */
    embeddedTemplates: { empty: string; migrated: string } | undefined;
  }
}

/** Before all tests: an embedded database is made once and copied from then on, which takes a tenth of the time. */
export default async function makeTemplate(project: TestProject): Promise<(() => void) | undefined> {
  if (process.env.DATABASE_URL) return undefined;
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
