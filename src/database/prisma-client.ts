import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import type { Pool, PoolConfig } from "pg";
import { PrismaClient } from "./generated/client.ts";

/** Prisma issues few different statements, but lists of every length would add more without limit. */
const maxPrepared = 300;

/**
 * Creates the client that all stores share. With `prepares`, a connection plans each statement once, not at each call.
 */
export function createPrismaClient(connection: Pool | PoolConfig, prepares = false): PrismaClient {
  const names = new Map<string, string>();
  const nameOf = (sql: string): string => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    // Without a name the statement is planned at each call.
    if (names.size >= maxPrepared) return "";
    const name = createHash("sha256").update(sql).digest("base64url");
    names.set(sql, name);
    return name;
  };
  return new PrismaClient({
    adapter: new PrismaPg(connection, prepares ? { statementNameGenerator: ({ sql }) => nameOf(sql) } : {}),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });
}
