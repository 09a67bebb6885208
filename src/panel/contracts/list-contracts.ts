import { Prisma, type PrismaClient } from "../../database/generated/client.ts";
import { contractCursor, type Place } from "./contract-cursor.ts";
import type { ContractFilter } from "./contract-filter.ts";
import { contractWhere } from "./contract-where.ts";

/** A contract in a list. */
export interface ContractLine {
  id: string;
  externalId: string;
  name: string;
  /** CPF or CNPJ, normalised. */
  document: string;
  address: string;
  active: boolean;
  wallet?: string;
}

/** Larger results are not sorted by name. Nobody reads that many; people make the search narrower instead. */
const mostInOrder = 2000;

type Row = Omit<ContractLine, "wallet"> & { wallet: string | null; searchName: string; found: number };

/** Lists one page of contracts by name. If a search finds more than 2,000, they are in no particular order. */
export async function listContracts(
  prisma: PrismaClient,
  filter: ContractFilter,
  { after, limit }: { after?: string; limit: number },
): Promise<{ lines: ContractLine[]; next?: string }> {
  const place = after === undefined ? undefined : contractCursor.read(after);
  const where = contractWhere(filter);
  if (filter.words.length === 0)
    return pageOf(await inOrder(prisma, Prisma.sql`contract c`, where, place, limit), limit);
  // The matches are found first and sorted afterwards, because the planner of PostgreSQL misjudges how frequent words
  // are.
  const found = Prisma.sql`(SELECT c.id, c.search_name FROM contract c WHERE ${where} LIMIT ${mostInOrder + 1}) AS c`;
  const rows = place?.name === null ? [] : await inOrder(prisma, found, Prisma.sql`true`, place, limit, true);
  if (rows.length > 0 && (rows[0]?.found ?? 0) <= mostInOrder) return pageOf(rows, limit);
  return rows.length === 0 && place?.name !== null
    ? { lines: [] }
    : pageOf(await inAnyOrder(prisma, where, place, limit), limit, true);
}

function inOrder(
  prisma: PrismaClient,
  from: Prisma.Sql,
  where: Prisma.Sql,
  place: Place | undefined,
  limit: number,
  counts = false,
): Promise<Row[]> {
  const beyond = place ? Prisma.sql`(c.search_name, c.id) > (${place.name}, ${place.id}::uuid)` : Prisma.sql`true`;
  const count = counts ? Prisma.sql`(SELECT count(*)::int FROM matches)` : Prisma.sql`0`;
  return prisma.$queryRaw<Row[]>`
    WITH matches AS ${counts ? Prisma.sql`MATERIALIZED` : Prisma.sql`NOT MATERIALIZED`} (SELECT c.id, c.search_name FROM ${from} WHERE ${where}),
         page AS (SELECT c.* FROM matches c WHERE ${beyond} ORDER BY c.search_name, c.id LIMIT ${limit + 1})
    SELECT ${columns}, ${count} AS found FROM page p JOIN contract c ON c.id = p.id ${joins} ORDER BY c.search_name, c.id`;
}

function inAnyOrder(prisma: PrismaClient, where: Prisma.Sql, place: Place | undefined, limit: number): Promise<Row[]> {
  const beyond = place ? Prisma.sql`c.id > ${place.id}::uuid` : Prisma.sql`true`;
  return prisma.$queryRaw<Row[]>`
    WITH page AS (SELECT c.* FROM contract c WHERE ${where} AND ${beyond} ORDER BY c.id LIMIT ${limit + 1})
    SELECT ${columns}, 0 AS found FROM page c ${joins} ORDER BY c.id`;
}

const columns = Prisma.sql`c.id, c.external_id AS "externalId", s.name, s.document, c.address, c.active,
  w.description AS wallet, c.search_name AS "searchName"`;
const joins = Prisma.sql`JOIN subscriber s ON s.id = c.subscriber_id LEFT JOIN wallet w ON w.id = c.wallet_id`;

function pageOf(rows: readonly Row[], limit: number, anyOrder = false): { lines: ContractLine[]; next?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const lines = shown.map(({ searchName: _, found: __, wallet, ...line }) => ({
    ...line,
    ...(wallet !== null && { wallet }),
  }));
  if (rows.length <= limit || !last) return { lines };
  return { lines, next: contractCursor.write({ name: anyOrder ? null : last.searchName, id: last.id }) };
}
