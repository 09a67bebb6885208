import { formatBrl } from "../../core/billing/money/money.ts";
import type { Author } from "../../core/operator/author.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";

/** The most that may be let go: more would be a discount. */
export const mostToleranceCents = 1000;

/** Returns the cents that may be missing from a payment that still settles its invoice. */
export async function paymentTolerance(prisma: PrismaClient): Promise<number> {
  return (await prisma.provider.findUniqueOrThrow({ where: { id: 1 } })).paymentToleranceCents;
}

/** Sets the tolerance. Writes to the audit log only if that changes something. */
export async function setPaymentTolerance(prisma: PrismaClient, cents: number, by: Author, now: Date): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.provider.updateMany({
      where: { paymentToleranceCents: { not: cents } },
      data: { paymentToleranceCents: cents },
    });
    if (count === 0) return;
    const sentence = `Mudou para ${formatBrl(cents)} o que pode faltar num pagamento que quita a fatura.`;
    await writeAudit(tx, by, { action: "payment.tolerance", subject: "provider", sentence }, now);
  });
}
