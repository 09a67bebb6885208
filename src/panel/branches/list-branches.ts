import type { AttendanceHours } from "../../core/attendance/attendance-hours.ts";
import type { Zone } from "../../core/billing/calendar/zone.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { zoneOf } from "../../storage/places.ts";

/** What an operator says of a place. What is absent or empty is as at the provider. */
export interface PlaceSettings {
  zone?: Zone;
  holidays: readonly string[];
  hours?: AttendanceHours;
}

/** A branch, with the number of contracts that it serves. */
export interface ListedBranch extends PlaceSettings {
  name: string;
  contracts: number;
}

/** Returns the zone and the holidays of contracts without a branch, and their number. */
export async function providerPlace(prisma: PrismaClient): Promise<{ zone: Zone; holidays: readonly string[] }> {
  const { zone, holidays } = await prisma.provider.findUniqueOrThrow({ where: { id: 1 } });
  return { zone: zoneOf(zone), holidays };
}

/** Returns the number of contracts by the name of their branch; "" stands for none. */
export async function countByBranch(prisma: PrismaClient): Promise<ReadonlyMap<string, number>> {
  const rows = await prisma.contract.groupBy({ by: ["branch"], _count: { _all: true } });
  return new Map(rows.map(({ branch, _count }) => [branch ?? "", _count._all]));
}

/** Returns all branches by their names. */
export async function listBranches(
  prisma: PrismaClient,
  contracts: ReadonlyMap<string, number>,
): Promise<ListedBranch[]> {
  const rows = await prisma.branch.findMany({ orderBy: { externalId: "asc" } });
  return rows.map(({ externalId: name, zone, holidays, hours }) => ({
    name,
    contracts: contracts.get(name) ?? 0,
    ...(zone !== null && { zone: zoneOf(zone) }),
    holidays,
    ...(hours !== null && { hours: hours as AttendanceHours }),
  }));
}
