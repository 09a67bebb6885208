import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import type { PoolConfig } from "pg";
import type { SchemaFile } from "./read-schema.mjs";

export function withSchemaEngine<T>(
  connection: PoolConfig,
  schema: SchemaFile[],
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T>;
