import type { PoolConfig } from "pg";

export function diffSchema(connection: PoolConfig, schemaFile: string): Promise<string>;
