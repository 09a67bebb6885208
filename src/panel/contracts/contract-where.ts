import { Prisma } from "../../database/generated/client.ts";
import type { ContractFilter } from "./contract-filter.ts";

/** Converts a filter to an SQL condition on `contract c`. */
export function contractWhere({ words, wallet, branch }: ContractFilter): Prisma.Sql {
  const conditions = [
    ...(words.length > 0 ? [hasWords(words)] : []),
    ...(wallet === "none" ? [Prisma.sql`c.wallet_id IS NULL`] : []),
    ...(wallet !== undefined && wallet !== "none" ? [Prisma.sql`c.wallet_id = ${wallet}::uuid`] : []),
    ...(branch !== undefined ? [Prisma.sql`c.branch = ${branch}`] : []),
  ];
  return conditions.length > 0 ? Prisma.join(conditions, " AND ") : Prisma.sql`true`;
}

/**
 * SQL condition on `contract c`: all words are in its search words. Every search for a subscriber or a contract uses
 * it, so that each finds what the others find.
 */
export const hasWords = (words: readonly string[]): Prisma.Sql =>
  Prisma.sql`c.search_words @@ ${queryOf(words)}::tsquery`;

/**
 * Returns a tsquery that requires every word. Long words match as beginnings of words; short ones only as whole words,
 * because they are often house numbers. Nothing has to be escaped, because words consist of letters and digits only.
 */
const queryOf = (words: readonly string[]) =>
  words.map((word) => (/^(.|\d{1,3})$/.test(word) ? `'${word}'` : `'${word}':*`)).join(" & ");
