import type { SimilarTo } from "../../core/register/register.ts";
import type { ResourceName } from "../../core/register/schemas.ts";
import { Prisma, type PrismaClient } from "../../database/generated/client.ts";

const tables: Readonly<Record<ResourceName, Prisma.Sql>> = {
  // The id of a branch is its name.
  branches: Prisma.sql`(SELECT name AS external_id FROM branch) branch`,
  subscribers: Prisma.sql`subscriber`,
  contracts: Prisma.sql`contract`,
  wallets: Prisma.sql`wallet`,
  "bank-wallets": Prisma.sql`bank_wallet`,
  invoices: Prisma.sql`invoice`,
  boletos: Prisma.sql`boleto`,
};
const batchSize = 5000;

/**
 * Returns the stored ids that are one of the texts, that differ from one only by zeros at the start, or that a
 * spreadsheet may have shortened to one of the numbers.
 */
export async function similarIds(
  prisma: PrismaClient,
  resource: ResourceName,
  { texts, shortened, dates }: SimilarTo,
): Promise<string[]> {
  const table = tables[resource];
  const found = new Set<string>();
  const add = (rows: readonly { id: string }[]) => rows.forEach(({ id }) => void found.add(id));
  for (let from = 0; from < texts.length; from += batchSize) {
    const batch = texts.slice(from, from + batchSize);
    // Without its zeros, 000 is nothing at all.
    const numbers = batch.map((text) => (text === "0" ? "" : text));
    // The index of each table over the ids that begin with a zero makes this a look-up.
    add(
      await prisma.$queryRaw<{ id: string }[]>`
        SELECT external_id AS id FROM ${table} WHERE external_id = ANY(${batch})
        UNION ALL
        SELECT external_id FROM ${table} WHERE external_id LIKE '0%' AND ltrim(external_id, '0') = ANY(${numbers})`,
    );
  }
  if (shortened.length > 0) add(await shortenedIds(prisma, table, shortened));
  if (dates)
    add(
      await prisma.$queryRaw<{ id: string }[]>`
      SELECT external_id AS id FROM ${table} WHERE external_id ~ '^[0-9]{1,4}[-/][0-9]{1,4}([-/][0-9]{1,4})?$'`,
    );
  return [...found];
}

/** Reads the whole table once: shortened numbers are rare, and any index for them would cost more. */
function shortenedIds(
  prisma: PrismaClient,
  table: Prisma.Sql,
  shortened: SimilarTo["shortened"],
): Promise<{ id: string }[]> {
  const digits = shortened.map((one) => one.digits);
  const lengths = shortened.map((one) => one.length);
  return prisma.$queryRaw<{ id: string }[]>`
    WITH given AS (SELECT DISTINCT digits, length(digits) AS known, length FROM unnest(${digits}::text[], ${lengths}::int[]) g(digits, length)),
         kinds AS (SELECT DISTINCT known, length FROM given),
         numbers AS (SELECT external_id, ltrim(CASE WHEN external_id ~ '^[0-9]{1,100}$' THEN external_id
                              WHEN external_id ~* '^[0-9]{1,15}E[0-9]{1,2}$'
                                THEN split_part(upper(external_id), 'E', 1) || repeat('0', split_part(upper(external_id), 'E', 2)::int)
                            END, '0') AS number
                       FROM ${table} WHERE external_id ~* '^[0-9]+(E[0-9]+)?$')
    SELECT DISTINCT n.external_id AS id FROM numbers n JOIN kinds k ON k.length = length(n.number)
      CROSS JOIN LATERAL (VALUES (left(n.number, k.known)), ((left(n.number, k.known)::numeric + 1)::text)) start(digits)
      JOIN given g ON g.known = k.known AND g.length = k.length AND g.digits = start.digits`;
}
