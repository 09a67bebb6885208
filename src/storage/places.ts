import type { Place } from "../core/billing/calendar/place.ts";
import { brasilia, isZone, type Zone } from "../core/billing/calendar/zone.ts";
import { Prisma, type PrismaClient } from "../database/generated/client.ts";

type Reader = Pick<PrismaClient, "$queryRaw">;

/** Returns a stored zone. One that the tz database renamed must not stop the service. */
export const zoneOf = (stored: string | null | undefined): Zone =>
  stored !== null && stored !== undefined && isZone(stored) ? stored : brasilia;

interface StoredPlace {
  zone: string | null;
  holidays: readonly string[];
}

/** Reads a branch by its name. */
export const branchOf = async (tx: Pick<PrismaClient, "branch">, name: string | null): Promise<StoredPlace | null> =>
  name === null ? null : tx.branch.findUnique({ where: { externalId: name }, select: { zone: true, holidays: true } });

/** Returns the place of a contract. What its branch does not say is as at the provider. */
export const placeOf = (branch: StoredPlace | null, provider: StoredPlace): Place => ({
  zone: zoneOf(branch?.zone ?? provider.zone),
  localHolidays: branch && branch.holidays.length > 0 ? branch.holidays : provider.holidays,
});

/** Returns the zones in which contracts may be served, the provider's first. */
export async function zonesInUse(prisma: Reader): Promise<Zone[]> {
  const rows = await prisma.$queryRaw<{ zone: string }[]>`
    SELECT time_zone AS zone FROM provider UNION ALL
    (SELECT DISTINCT time_zone FROM branch WHERE time_zone IS NOT NULL ORDER BY 1)`;
  return [...new Set(rows.map(({ zone }) => zoneOf(zone)))];
}

/**
 * Returns the names of the branches in a zone, and whether contracts without a branch are in it. Undefined if all are,
 * so that a provider with one zone pays nothing for this.
 */
export async function branchesIn(
  prisma: Reader,
  zone: Zone,
): Promise<{ names: string[]; withoutBranch: boolean } | undefined> {
  const rows = await prisma.$queryRaw<{ name: string | null; zone: string }[]>`
    SELECT NULL AS name, time_zone AS zone FROM provider UNION ALL
    SELECT b.name, coalesce(b.time_zone, p.time_zone) FROM branch b CROSS JOIN provider p`;
  const inZone = rows.filter((row) => zoneOf(row.zone) === zone);
  if (inZone.length === rows.length) return undefined;
  const names = inZone.flatMap(({ name }) => name ?? []);
  return { names, withoutBranch: names.length < inZone.length };
}

/** Returns the condition by which a contract `c` is served in a zone; undefined if all contracts are. */
export async function servedIn(prisma: Reader, zone: Zone | undefined): Promise<Prisma.Sql | undefined> {
  const branches = zone && (await branchesIn(prisma, zone));
  return branches && Prisma.sql`(c.branch = ANY(${branches.names}) OR c.branch IS NULL AND ${branches.withoutBranch})`;
}
