// What separates a database from prisma/schema.prisma, as SQL, by Prisma's own engine built as WebAssembly.
import { readFileSync } from "node:fs";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

/** PostgreSQL's "char", which the engine's introspection reads and the adapter does not know. */
const charOid = 18;
const bpcharOid = 1042;

/** Defaults that PostgreSQL stores in other words than the schema has them in. */
const sameInOtherWords = [
  '-- AlterTable\nALTER TABLE "event" ALTER COLUMN "txid" SET DEFAULT (pg_current_xact_id()::text)::bigint;',
];

/** The statements that lead from the database to the schema; empty where they agree. Partial indexes and CHECKs of the database are no difference. */
export async function diffSchema(connection, schemaFile) {
  const schema = { path: schemaFile, content: readFileSync(schemaFile, "utf8") };
  const pool = new pg.Pool(connection);
  try {
    const { SchemaEngine } = await loadEngine();
    const datamodels = [[schema.path, schema.content]];
    const engine = await SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(adapter(pool)));
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files: [schema], configDir: "." },
      to: { tag: "schemaDatamodel", files: [schema], configDir: "." },
      script: true,
      exitCode: null,
      shadowDatabaseUrl: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return sameInOtherWords
      .reduce((sql, statement) => sql.replace(statement, ""), stdout ?? "")
      .replace(/^-- This is an empty migration\.$/m, "")
      .trim();
  } finally {
    await pool.end();
  }
}

async function loadEngine() {
  const file = (name) => new URL(`../node_modules/@prisma/schema-engine-wasm/${name}`, import.meta.url);
  const glue = await import(file("schema_engine_bg.js").href);
  // The engine reports a panic of its own here, and fails on the missing registry instead where there is none.
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: (message) => console.error(message) };
  const imports = { "./schema_engine_bg.js": glue };
  const { instance } = await WebAssembly.instantiate(readFileSync(file("schema_engine_bg.wasm")), imports);
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  return glue;
}

/** Prisma's adapter, taught the type "char": shown to it as text, and to the engine as the character it is. */
function adapter(pool) {
  const charsOf = new WeakMap();
  const query = pool.query.bind(pool);
  pool.query = async (...args) => {
    const result = await query(...args);
    const isChar = result.fields.map(({ dataTypeID }) => dataTypeID === charOid);
    charsOf.set(result.rows, isChar);
    for (const field of result.fields) if (field.dataTypeID === charOid) field.dataTypeID = bpcharOid;
    return result;
  };
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const connected = await connect();
    const queryRaw = connected.queryRaw.bind(connected);
    connected.queryRaw = async (asked) => {
      const result = await queryRaw(asked);
      const isChar = charsOf.get(result.rows) ?? [];
      const columnTypes = result.columnTypes.map((type, at) => (isChar[at] ? ColumnTypeEnum.Character : type));
      return { ...result, columnTypes };
    };
    return connected;
  };
  return factory;
}
