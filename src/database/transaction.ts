import type { PrismaClient } from "./generated/client.ts";
import type { Transaction } from "./sql.ts";

/** Runs work in a transaction. With `rollback` what it did is undone, and only its result is left. */
export async function inTransaction<T>(
  prisma: PrismaClient,
  work: (tx: Transaction) => Promise<T>,
  { timeoutMs, rollback = false }: { timeoutMs?: number | undefined; rollback?: boolean | undefined } = {},
): Promise<T> {
  const options = timeoutMs === undefined ? undefined : { timeout: timeoutMs };
  try {
    return await prisma.$transaction(async (tx) => {
      const result = await work(tx);
      if (rollback) throw new RolledBack(result);
      return result;
    }, options);
  } catch (error) {
    if (error instanceof RolledBack) return error.result as T;
    throw error;
  }
}

/** Prisma rolls back only what throws. */
class RolledBack extends Error {
  readonly result: unknown;

  constructor(result: unknown) {
    super("Rolled back");
    this.result = result;
  }
}
