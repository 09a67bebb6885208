import { type AttendanceHours, attendanceHoursSchema } from "../../core/attendance/attendance-hours.ts";
import type { Author } from "../../core/operator/author.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";

/** Returns the provider's attendance hours. */
export async function findHours(prisma: PrismaClient): Promise<AttendanceHours> {
  return attendanceHoursSchema.parse((await prisma.provider.findUniqueOrThrow({ where: { id: 1 } })).attendanceHours);
}

/** Changes the attendance hours, and records the change in the audit log. */
export async function saveHours(prisma: PrismaClient, hours: AttendanceHours, by: Author, now: Date): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.provider.update({ where: { id: 1 }, data: { attendanceHours: hours } });
    const change = { action: "hours.changed", subject: "provider", sentence: "Mudou o horário de atendimento." };
    await writeAudit(tx, by, change, now);
  });
}
