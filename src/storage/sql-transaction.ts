import type { Prisma } from "./generated/client.ts";

/** The client inside a transaction: the stores' way to the database. */
export type Transaction = Prisma.TransactionClient;

/** The day of a `date` column. */
export const dayOf = (date: Date) => date.toISOString().slice(0, 10);
