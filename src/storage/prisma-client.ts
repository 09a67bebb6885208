import { PrismaPg } from "@prisma/adapter-pg";
import type { PoolConfig } from "pg";
import { PrismaClient } from "./generated/client.ts";

/** The client that every store shares. */
export function createPrismaClient(connection: PoolConfig): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(connection),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });
}
