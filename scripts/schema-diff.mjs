// The SQL that leads from one schema to another, from Prisma's own engine built as WebAssembly.
// usage: node scripts/schema-diff.mjs DATABASE_URL|empty
import { readFileSync } from "node:fs";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";

const engineFile = (name) => new URL(`../node_modules/@prisma/schema-engine-wasm/${name}`, import.meta.url);
const glue = await import(engineFile("schema_engine_bg.js").href);
const { instance } = await WebAssembly.instantiate(readFileSync(engineFile("schema_engine_bg.wasm")), {
  "./schema_engine_bg.js": glue,
});
glue.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start?.();

const [from = "empty"] = process.argv.slice(2);
const url = from === "empty" ? "postgresql://127.0.0.1:5432/postgres?user=postgres" : from;
const schema = { path: "prisma/schema.prisma", content: readFileSync("prisma/schema.prisma", "utf8") };
const engine = await glue.SchemaEngine.new(
  { datamodels: [[schema.path, schema.content]] },
  () => {},
  bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url })),
);
// prisma-migrate owns its table; pg-boss its schema.
const filters = { externalTables: [], externalEnums: [] };
const target = { tag: "schemaDatamodel", files: [schema], configDir: "." };
const source = from === "empty" ? { tag: "empty" } : { tag: "url", url };
const { stdout } = await engine.diff({
  from: source,
  to: target,
  script: true,
  exitCode: null,
  shadowDatabaseUrl: null,
  filters,
});
process.stdout.write(stdout ?? "");
process.exit(0);
