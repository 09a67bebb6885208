import type { Author } from "../../core/operator/author.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";

/**
 * Returns true if whoever writes for the first time is also asked for digits of the CPF ("Conferir CPF no primeiro
 * contato").
 */
export async function checksFirstContact(prisma: PrismaClient): Promise<boolean> {
  return (await prisma.provider.findUniqueOrThrow({ where: { id: 1 } })).checksFirstContact;
}

/** Turns that question on or off. The audit log gets an entry only if that changes something. */
export async function setChecksFirstContact(
  prisma: PrismaClient,
  checks: boolean,
  by: Author,
  now: Date,
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.provider.updateMany({
      where: { checksFirstContact: !checks },
      data: { checksFirstContact: checks },
    });
    if (count === 0) return;
    const sentence = `${checks ? "Ligou" : "Desligou"} a conferência do CPF no primeiro contato.`;
    await writeAudit(tx, by, { action: "identification.changed", subject: "provider", sentence }, now);
  });
}
