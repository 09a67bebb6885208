import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { isoDate } from "../../core/billing/calendar/iso-date.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import type { Author } from "../../core/operator/author.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { dayOf } from "../../database/sql.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";
import { type PaymentLife, paymentLifeOf } from "./invoice-life.ts";

/** A payment that has to be refunded or credited. */
export interface Refund extends PaymentLife {
  invoice: string;
  subscriber: string;
}

/** Lists the payments that still have to be refunded or credited, oldest first. */
export async function listRefunds(prisma: PrismaClient, limit: number): Promise<Refund[]> {
  // This is raw SQL, because the condition on the outcome that Prisma would write does not match the partial index.
  const waiting = await prisma.$queryRaw<{ id: string }[]>`
    SELECT id FROM payment WHERE outcome = 'devolver_ou_creditar' AND resolved_at IS NULL
     ORDER BY created_at, id LIMIT ${limit}`;
  const rows = await prisma.payment.findMany({
    where: { id: { in: waiting.map(({ id }) => id) } },
    include: {
      boleto: { select: { bankCode: true } },
      invoice: { include: { contract: { include: { subscriber: { select: { name: true } } } } } },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ invoice, ...row }) => ({
    ...paymentLifeOf(row),
    invoice: invoice.externalId,
    subscriber: invoice.contract.subscriber.name,
  }));
}

/** Marks a payment as refunded or credited. Returns false if it was marked already, or if there is no such payment. */
export function resolveRefund(prisma: PrismaClient, paymentId: string, by: Author, now: Date): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.payment.updateMany({
      where: { id: paymentId, outcome: "devolver_ou_creditar", resolvedAt: null },
      data: { resolvedAt: now, resolvedBy: by.name },
    });
    if (count === 0) return false;
    const row = await tx.payment.findUniqueOrThrow({ where: { id: paymentId }, include: { invoice: true } });
    const paid = `${formatBrl(Number(row.amountCents))} pagos em ${fullDate(isoDate(dayOf(row.paidOn)))}`;
    const sentence = `Devolveu ou creditou ${paid}, fatura ${row.invoice.externalId}.`;
    await writeAudit(tx, by, { action: "payment.resolved", subject: `invoice ${row.invoiceId}`, sentence }, now);
    return true;
  });
}
