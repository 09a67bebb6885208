import type { Prisma, PrismaClient } from "./generated/client.ts";

/** Gives the installation's provider its name; one that is new begins with these opening hours. */
export async function nameProvider(
  prisma: PrismaClient,
  name: string,
  attendanceHours: Prisma.InputJsonValue,
): Promise<void> {
  await prisma.provider.upsert({ where: { id: 1 }, create: { name, attendanceHours }, update: { name } });
}
