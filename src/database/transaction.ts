import type { PrismaClient } from "./generated/client.ts";
import type { Transaction } from "./sql.ts";

/**
 * Runs work in a transaction and returns its result. With `rollback`, all changes are undone and the result is returned
 * all the same.
 */
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

/** Carries the result out of a transaction, because Prisma rolls back only on an error. */
class RolledBack extends Error {
  readonly result: unknown;

  constructor(result: unknown) {
    super("Rolled back");
    this.result = result;
  }
}
