import { Prisma } from "../../database/generated/client.ts";
import type { ContractFilter } from "./contract-filter.ts";

/** A filter as a condition on `contract c`. */
export function contractWhere({ words, wallet, branch }: ContractFilter): Prisma.Sql {
  const conditions = [
    ...(words.length > 0 ? [Prisma.sql`c.search_words @@ ${queryOf(words)}::tsquery`] : []),
    ...(wallet === "none" ? [Prisma.sql`c.wallet_id IS NULL`] : []),
    ...(wallet !== undefined && wallet !== "none" ? [Prisma.sql`c.wallet_id = ${wallet}::uuid`] : []),
    ...(branch !== undefined ? [Prisma.sql`c.branch = ${branch}`] : []),
  ];
  return conditions.length > 0 ? Prisma.join(conditions, " AND ") : Prisma.sql`true`;
}

/** All of them, each as the beginning of a word, short ones as a whole one: a house's number. Letters and digits alone. */
const queryOf = (words: readonly string[]) =>
  words.map((word) => (/^(.|\d{1,3})$/.test(word) ? `'${word}'` : `'${word}':*`)).join(" & ");
