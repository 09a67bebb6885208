// Writes the migration from what prisma/migrations makes to what prisma/schema.prisma says.
// usage: node scripts/make-migration.mjs NAME [--schema FILE] [--migrations FOLDER]
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { register } from "tsx/esm/api";
import { diffSchema } from "./diff-schema.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    schema: { type: "string", default: "prisma/schema.prisma" },
    migrations: { type: "string", default: "prisma/migrations" },
  },
});
const [name] = positionals;
if (!/^[a-z0-9_]+$/.test(name ?? "")) {
  console.error("usage: node scripts/make-migration.mjs NAME (small letters, digits and _)");
  process.exit(1);
}

register();
const { applyMigrations } = await import("../src/storage/apply-migrations.ts");
const { startEmbeddedPostgres } = await import("../src/storage/embedded-postgres.ts");

mkdirSync(values.migrations, { recursive: true });
const { connection, stop } = await startEmbeddedPostgres(undefined);
await applyMigrations(connection, values.migrations);
const sql = await diffSchema(connection, values.schema);
await stop();
if (sql === "") console.log("The migrations already say what the schema says.");
else {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const file = path.join(values.migrations, `${stamp}_${name}`, "migration.sql");
  mkdirSync(path.dirname(file));
  writeFileSync(file, `${sql}\n`);
  console.log(`${file}\nAdd by hand what Prisma cannot say: CHECKs and partial indexes.`);
}
process.exit(0);
