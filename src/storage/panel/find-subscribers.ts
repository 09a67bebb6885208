import { parseTaxId } from "../../core/billing/tax-id.ts";
import { Prisma } from "../generated/client.ts";

const folded = (text: Prisma.Sql) =>
  Prisma.sql`translate(lower(${text}), 'áàâãäéèêëíìîïóòôõöúùûüç', 'aaaaaeeeeiiiiooooouuuuc')`;

/**
 * SQL: the condition under which a subscriber `s` is meant by a search: by the document, else by the words of the name,
 * each from its beginning, accents aside.
 */
export function meansSubscriber(search: string): Prisma.Sql {
  const document = parseTaxId(search)?.value;
  if (document !== undefined) return Prisma.sql`s.document = ${document}`;
  const words = search.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return Prisma.sql`false`;
  const query = words.map((word) => `${word}:*`).join(" & ");
  return Prisma.sql`to_tsvector('simple'::regconfig, ${folded(Prisma.sql`s.name`)}) @@ to_tsquery('simple'::regconfig, ${folded(Prisma.sql`${query}`)})`;
}
