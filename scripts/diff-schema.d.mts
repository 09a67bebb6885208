import type { PoolConfig } from "pg";

export function diffSchema(connection: PoolConfig, schemaPath: string): Promise<string>;
