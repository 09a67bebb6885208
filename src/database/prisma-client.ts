import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import type { Pool, PoolConfig } from "pg";
import { PrismaClient } from "./generated/client.ts";

/** Prisma makes few different statements; a list of any length in one would make more of them, for ever. */
const mostPrepared = 300;

/** The client that every store shares. `prepares`: its statements are planned once a connection, not at each call. */
export function createPrismaClient(connection: Pool | PoolConfig, prepares = false): PrismaClient {
  const names = new Map<string, string>();
  const nameOf = (sql: string): string => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    // No name: planned at each call.
    if (names.size >= mostPrepared) return "";
    const name = createHash("sha256").update(sql).digest("base64url");
    names.set(sql, name);
    return name;
  };
  return new PrismaClient({
    adapter: new PrismaPg(connection, prepares ? { statementNameGenerator: ({ sql }) => nameOf(sql) } : {}),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });
}
