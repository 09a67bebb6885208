// Writes a migration: the difference between the schema that prisma/migrations creates and prisma/schema.
// usage: node scripts/make-migration.mjs NAME [--schema PATH] [--migrations FOLDER]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { register } from "tsx/esm/api";
import { diffSchema } from "./diff-schema.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    schema: { type: "string", default: "prisma/schema" },
    migrations: { type: "string", default: "prisma/migrations" },
  },
});
const [name] = positionals;
if (!/^[a-z0-9_]+$/.test(name ?? "")) {
  console.error("usage: node scripts/make-migration.mjs NAME (small letters, digits and _)");
  process.exit(1);
}

register();
const { applyMigrations } = await import("../src/database/apply-migrations.ts");
const { joinServer } = await import("../src/database/embedded/join-server.ts");

mkdirSync(values.migrations, { recursive: true });
const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-migration-"));
const { connection, leave } = await joinServer(folder);
await applyMigrations(connection, values.migrations);
const sql = await diffSchema(connection, values.schema);
await leave();
rmSync(folder, { recursive: true });
if (sql === "") console.log("The migrations already say what the schema says.");
else {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const file = path.join(values.migrations, `${stamp}_${name}`, "migration.sql");
  mkdirSync(path.dirname(file));
  writeFileSync(file, `${sql}\n`);
  console.log(`${file}\nAdd by hand what Prisma cannot say: CHECKs and partial indexes.`);
}
process.exit(0);
