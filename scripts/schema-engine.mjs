// Prisma's own schema engine, built as WebAssembly, over any database that pg reaches.
import { readFileSync } from "node:fs";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

/** PostgreSQL's "char", which the engine's introspection reads and the adapter does not know. */
const charOid = 18;
const bpcharOid = 1042;

/** Loaded once: what binds it to JavaScript keeps the memory of the first instance. */
let loaded;

/** Lends an engine on a database; `schema` is the files of a Prisma schema. */
export async function withSchemaEngine(connection, schema, use) {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const pool = new pg.Pool(connection);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(adapterOf(pool));
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
  // The engine reports a panic of its own here, and fails on the missing registry instead where there is none.
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: (message) => console.error(message) };
  const imports = { "./schema_engine_bg.js": glue };
  const { instance } = await WebAssembly.instantiate(readFileSync(file("schema_engine_bg.wasm")), imports);
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  return glue;
}

/** Prisma's adapter, taught the type "char": shown to it as text, and to the engine as the character it is. */
function adapterOf(pool) {
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
