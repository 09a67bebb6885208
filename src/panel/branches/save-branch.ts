import type { AttendanceHours } from "../../core/attendance/attendance-hours.ts";
import type { Zone } from "../../core/billing/calendar/zone.ts";
import type { Author } from "../../core/operator/author.ts";
import { Prisma, type PrismaClient } from "../../database/generated/client.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";

/** What is saved of a branch. Null or empty is as at the provider. */
export interface BranchToSave {
  name: string;
  zone: Zone | null;
  holidays: string[];
  weekdays: AttendanceHours["weekdays"];
}

interface Saving {
  prisma: PrismaClient;
  by: Author;
  now: Date;
}

/**
 * Enters a branch, or changes the one named `before`; a new name reaches its contracts and wallets. Returns false,
 * without a change, if another branch has that name.
 */
export async function saveBranch(
  { prisma, by, now }: Saving,
  branch: BranchToSave,
  before: string | undefined,
): Promise<boolean> {
  const { name: externalId, zone, holidays, weekdays } = branch;
  const hours = Object.keys(weekdays).length === 0 ? Prisma.DbNull : { weekdays, holidays: [] };
  const data = { externalId, zone, holidays, hours, updatedAt: now };
  try {
    await prisma.$transaction(async (tx) => {
      if (before === undefined) await tx.branch.create({ data: { ...data, createdAt: now } });
      else await tx.branch.update({ where: { externalId: before }, data });
      const renamed = before !== undefined && before !== externalId ? ` (antes ${before})` : "";
      const sentence = `${before === undefined ? "Cadastrou" : "Alterou"} a filial ${externalId}${renamed}: ${describePlace({ zone, holidays })}.`;
      await writeAudit(tx, by, { action: "branch.saved", subject: `branch ${externalId}`, sentence }, now);
    });
    return true;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") return false;
    throw error;
  }
}

/** Deletes a branch. Returns false if a contract or a wallet names it. */
export async function deleteBranch({ prisma, by, now }: Saving, name: string): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM branch WHERE name = ${name} FOR UPDATE`;
    const used =
      (await tx.contract.count({ where: { branch: name } })) + (await tx.wallet.count({ where: { branch: name } }));
    if (used > 0) return false;
    await tx.branch.deleteMany({ where: { externalId: name } });
    const change = { action: "branch.deleted", subject: `branch ${name}`, sentence: `Apagou a filial ${name}.` };
    await writeAudit(tx, by, change, now);
    return true;
  });
}

/** Changes the zone and the holidays of contracts without a branch. */
export async function saveProviderPlace(
  { prisma, by, now }: Saving,
  place: { zone: Zone; holidays: string[] },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.provider.update({ where: { id: 1 }, data: place });
    const sentence = `Alterou o provedor, para contratos sem filial: ${describePlace(place)}.`;
    await writeAudit(tx, by, { action: "provider.place", subject: "provider", sentence }, now);
  });
}

function describePlace({ zone, holidays }: { zone: Zone | null; holidays: readonly string[] }): string {
  const days = holidays.length === 1 ? "1 feriado" : `${holidays.length} feriados`;
  return `fuso ${zone ?? "do provedor"}, ${holidays.length === 0 ? "nenhum feriado próprio" : days}`;
}
