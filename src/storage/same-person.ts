import { Prisma } from "../database/generated/client.ts";
import type { Transaction } from "../database/sql.ts";

/**
 * SQL that is true if two registrations (rows of `subscriber`, by the names of the tables) belong to one person: they
 * have the same CPF or CNPJ and share a phone or an e-mail address. A document alone is not enough, because it may have
 * been typed wrong.
 */
const areOnePerson = (one: string, other: string) => `(${one}.document = ${other}.document AND (
  lower(${one}.email) = lower(${other}.email) OR EXISTS (
    SELECT 1 FROM subscriber_phone a JOIN subscriber_phone b ON b.phone = a.phone
     WHERE a.subscriber_id = ${one}.id AND b.subscriber_id = ${other}.id)))`;

/** SQL for the ids of the other registrations of the person that the table `name` names, as a JSON array or null. */
export const alsoRegisteredAs = (name: string) => `
  (SELECT json_agg(twin.id ORDER BY twin.id) FROM subscriber twin
    WHERE twin.document = ${name}.document AND twin.id <> ${name}.id AND ${areOnePerson("twin", name)})`;

/** SQL that is true if two ids, given as SQL, are those of registrations of one person. */
export const samePerson = (one: Prisma.Sql, other: Prisma.Sql) => Prisma.sql`(${one} = ${other} OR EXISTS (
  SELECT 1 FROM subscriber self JOIN subscriber twin ON ${Prisma.raw(areOnePerson("twin", "self"))}
   WHERE self.id = ${one} AND twin.id = ${other}))`;

/** Returns the ids of all registrations of the person to whom one of them belongs, that one first. */
export async function registrationsOf(tx: Pick<Transaction, "$queryRaw">, id: string): Promise<string[]> {
  const [row] = await tx.$queryRaw<{ also: string[] | null }[]>`
    SELECT ${Prisma.raw(alsoRegisteredAs("self"))} AS also FROM subscriber self WHERE self.id = ${id}::uuid`;
  return [id, ...(row?.also ?? [])];
}
