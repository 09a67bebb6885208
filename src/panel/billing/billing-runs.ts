import { type IsoDate, isoDate } from "../../core/billing/calendar/iso-date.ts";
import type { SkipReason } from "../../core/billing/invoices/plan-invoices.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import { dayOf } from "../../database/sql.ts";

/** A day on which billing ran. */
export interface BillingDay {
  day: IsoDate;
  made: number;
  cents: number;
  skipped: number;
}

/** A month of a contract: the invoice that was made, or the reason why the month was skipped. */
export interface BillingLine {
  contract: string;
  subscriber: string;
  /** The month in which the service is used, `YYYY-MM`. */
  competence: string;
  invoice?: { id: string; externalId: string; amountCents: number; dueDate: IsoDate };
  skipped?: SkipReason;
}

/** Counts the contracts that are billed here. */
export const countBilledContracts = (prisma: PrismaClient): Promise<number> =>
  prisma.contract.count({ where: { billsHere: true, active: true } });

/** Lists the days on which billing ran, newest first. */
export async function listBillingDays(prisma: PrismaClient, limit: number): Promise<BillingDay[]> {
  const rows = await prisma.$queryRaw<(Omit<BillingDay, "day" | "cents"> & { day: Date; cents: bigint })[]>`
    SELECT r.day, i.made, i.cents, (SELECT count(*)::int FROM billing_skip s WHERE s.day = r.day) AS skipped
      FROM (SELECT * FROM billing_run ORDER BY day DESC LIMIT ${limit}) r
      JOIN LATERAL (SELECT count(*)::int AS made, coalesce(sum(amount_cents), 0)::bigint AS cents FROM invoice
                     WHERE billed_on IS NOT NULL AND billed_on = r.day) i ON true
     ORDER BY r.day DESC`;
  return rows.map(({ day, cents, ...row }) => ({ ...row, day: isoDate(dayOf(day)), cents: Number(cents) }));
}

/** Lists the months that the runs of a day skipped and the invoices that they made, at most `limit` of each. */
export async function billingReport(prisma: PrismaClient, day: IsoDate, limit: number): Promise<BillingLine[]> {
  const contract = { select: { externalId: true, subscriber: { select: { name: true } } } };
  const [skips, made] = [
    await prisma.billingSkip.findMany({
      where: { day: new Date(day) },
      include: { contract },
      orderBy: [{ contractId: "asc" }, { competence: "asc" }],
      take: limit,
    }),
    await prisma.invoice.findMany({
      where: { billedOn: new Date(day) },
      include: { contract },
      orderBy: { id: "asc" },
      take: limit,
    }),
  ];
  return [
    ...skips.map(
      ({ contract: billed, competence, reason }): BillingLine => ({
        contract: billed.externalId,
        subscriber: billed.subscriber.name,
        competence: dayOf(competence).slice(0, 7),
        skipped: reason as SkipReason,
      }),
    ),
    ...made.map(
      ({ contract: billed, competence, ...row }): BillingLine => ({
        contract: billed.externalId,
        subscriber: billed.subscriber.name,
        competence: competence ? dayOf(competence).slice(0, 7) : "",
        invoice: {
          id: row.id,
          externalId: row.externalId,
          amountCents: Number(row.amountCents),
          dueDate: isoDate(dayOf(row.dueDate)),
        },
      }),
    ),
  ];
}
