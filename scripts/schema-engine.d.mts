import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import type { PoolConfig } from "pg";

export function withSchemaEngine<T>(
  connection: PoolConfig,
  schema: { path: string; content: string },
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T>;
