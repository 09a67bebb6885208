import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import type { Pool, PoolConfig } from "pg";
import { PrismaClient } from "./generated/client.ts";

/**
 * Prisma uses few different statements, but it makes another one for each length of a list. Without a limit, the number
 * of prepared statements would keep growing.
 */
const maxPrepared = 300;

/**
 * Creates Prisma's client, which all stores share. With `prepares`, each connection plans a statement once instead of
 * at each call.
 */
export function createPrismaClient(connection: Pool | PoolConfig, prepares = false): PrismaClient {
  const names = new Map<string, string>();
  const nameOf = (sql: string): string => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    // A statement without a name is not prepared: it is planned at each call.
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
