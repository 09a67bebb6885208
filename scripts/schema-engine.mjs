// Prisma's schema engine, built as WebAssembly, on any database that pg can connect to.
import { readFileSync } from "node:fs";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

/** PostgreSQL's type "char", which the engine's introspection reads and the adapter does not support. */
const charOid = 18;
const bpcharOid = 1042;

/** Loaded once, because its JavaScript bindings keep the memory of the first instance. */
let loaded;

/** Runs `use` with an engine connected to a database; `schema` contains the files of a Prisma schema. */
export async function withSchemaEngine(connection, schema, use) {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const pool = new pg.Pool(connection);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(createAdapter(pool));
    return await use(
      await SchemaEngine.new({ datamodels: schema.map(({ path, content }) => [path, content]) }, () => {}, adapter),
    );
  } finally {
    await pool.end();
  }
}

async function loadEngine() {
  const file = (name) => new URL(`../node_modules/@prisma/schema-engine-wasm/${name}`, import.meta.url);
  const glue = await import(file("schema_engine_bg.js").href);
  // The engine reports panics to this registry; without it, it fails on the missing registry and hides the panic.
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: (message) => console.error(message) };
  const imports = { "./schema_engine_bg.js": glue };
  const { instance } = await WebAssembly.instantiate(readFileSync(file("schema_engine_bg.wasm")), imports);
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  return glue;
}

/** Creates Prisma's adapter with support for the type "char": text for the adapter, a character for the engine. */
function createAdapter(pool) {
  const charColumns = new WeakMap();
  const query = pool.query.bind(pool);
  pool.query = async (...args) => {
    const result = await query(...args);
    const isChar = result.fields.map(({ dataTypeID }) => dataTypeID === charOid);
    charColumns.set(result.rows, isChar);
    for (const field of result.fields) if (field.dataTypeID === charOid) field.dataTypeID = bpcharOid;
    return result;
  };
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const connected = await connect();
    const queryRaw = connected.queryRaw.bind(connected);
    connected.queryRaw = async (request) => {
      const result = await queryRaw(request);
      const isChar = charColumns.get(result.rows) ?? [];
      const columnTypes = result.columnTypes.map((type, at) => (isChar[at] ? ColumnTypeEnum.Character : type));
      return { ...result, columnTypes };
    };
    return connected;
  };
  return factory;
}
