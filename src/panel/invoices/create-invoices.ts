import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { isoDate } from "../../core/billing/calendar/iso-date.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import type { Clock } from "../../core/ports.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { dayOf } from "../../database/sql.ts";
import { writeAudit } from "../../storage/operator/write-audit.ts";
import { invoiceLife, paymentLifeOf } from "./invoice-life.ts";
import type { Invoices } from "./invoices-types.ts";
import { listInvoices } from "./list-invoices.ts";

/** Invoices in the database, as the panel shows them. */
export function createInvoices(prisma: PrismaClient, clock: Clock): Invoices {
  return {
    list: (of) => listInvoices(prisma, of),
    life: (id) => invoiceLife(prisma, id),
    async refunds({ limit }) {
      // By itself: Prisma hands the outcome over in a way in which it finds no index of these alone.
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
    },
    resolve: (paymentId, by) =>
      prisma.$transaction(async (tx) => {
        const now = clock.now();
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
      }),
  };
}
