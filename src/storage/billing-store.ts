import { isoDate } from "../core/billing/calendar/iso-date.ts";
import { firstDay, monthOf } from "../core/billing/calendar/month.ts";
import { oldestBilled } from "../core/billing/invoices/plan-invoices.ts";
import type { Storage } from "../core/ports.ts";
import type { ContractToBill } from "../core/records/invoice-records.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { dayOf } from "../database/sql.ts";
import { branchesIn } from "./places.ts";

/** Returns one page of the contracts that are billed here, ordered by id, each with the invoices that it has so far. */
export async function contractsToBill(
  prisma: PrismaClient,
  today: Parameters<Storage["contractsToBill"]>[0],
  { zone, limit, after, contractId }: Parameters<Storage["contractsToBill"]>[1],
): Promise<ContractToBill[]> {
  const branches = zone && (await branchesIn(prisma, zone));
  const rows = await prisma.contract.findMany({
    where: {
      billsHere: true,
      active: true,
      ...(after !== undefined && { id: { gt: after } }),
      ...(contractId !== undefined && { id: contractId }),
      ...(branches && {
        OR: [{ branch: { in: branches.names } }, ...(branches.withoutBranch ? [{ branch: null }] : [])],
      }),
    },
    include: {
      subscriber: { select: { name: true } },
      invoices: {
        where: {
          dueDate: { gte: new Date(firstDay(oldestBilled(today))) },
          // A cancelled invoice counts if it was made here, so that it is not made again. A cancelled invoice of
          // another system does not count.
          OR: [{ competence: { not: null } }, { status: { not: "cancelled" } }],
        },
        select: { competence: true, dueDate: true },
      },
    },
    orderBy: { id: "asc" },
    take: limit,
  });
  return rows.flatMap(({ id, externalId, address, subscriber, invoices, ...row }) => {
    const { planPriceCents: priceCents, dueDay, billsFrom } = row;
    if (priceCents === null || dueDay === null || billsFrom === null) return [];
    return [
      {
        id,
        externalId,
        address,
        subscriberName: subscriber.name,
        plan: {
          priceCents,
          discountCents: row.planDiscountCents,
          dueDay,
          daysBefore: row.daysBefore,
          from: monthOf(isoDate(dayOf(billsFrom))),
          ...(row.startsOn && { startsOn: isoDate(dayOf(row.startsOn)) }),
          ...(row.endsOn && { endsOn: isoDate(dayOf(row.endsOn)) }),
        },
        known: invoices.map(({ competence, dueDate }) => ({
          dueDate: isoDate(dayOf(dueDate)),
          ...(competence && { competence: monthOf(isoDate(dayOf(competence))) }),
        })),
      },
    ];
  });
}

/**
 * Stores planned invoices and skipped months in one transaction, and returns the number of invoices made. Months that
 * another run has billed meanwhile are left out, and so are contracts that are no longer billed here.
 */
export async function enterInvoices(
  prisma: PrismaClient,
  { today, now, bills }: Parameters<Storage["enterInvoices"]>[0],
): Promise<number> {
  const planned = bills.flatMap(({ contractId, planned: all }) =>
    all.map((invoice) => ({ ...invoice, contractId, competence: firstDay(invoice.competence) })),
  );
  const skipped = bills.flatMap(({ contractId, skipped: all }) =>
    all.map(({ competence, reason }) => ({ contractId, competence: firstDay(competence), reason })),
  );
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO billing_run (day, ran_at) VALUES (${today}::date, ${now}) ON CONFLICT (day) DO UPDATE SET ran_at = excluded.ran_at`;
    const made = await tx.$executeRaw`
      WITH made AS (
        INSERT INTO invoice (external_id, contract_id, amount_cents, due_date, description, discount_cents, competence, billed_on, created_at, updated_at)
        SELECT 'F' || to_char(p.competence, 'YYYYMM') || '-' || lpad(nextval('billed_invoice_number')::text, 6, '0'),
               c.id, p."amountCents", p."dueDate", p.description, p."discountCents", p.competence, ${today}::date, ${now}, ${now}
          FROM jsonb_to_recordset(${JSON.stringify(planned)}::jsonb)
               AS p("contractId" uuid, competence date, "dueDate" date, "amountCents" bigint, "discountCents" int, description text)
          JOIN contract c ON c.id = p."contractId" AND c.bills_here AND c.active
         WHERE NOT EXISTS (SELECT 1 FROM invoice i WHERE i.contract_id = c.id AND i.competence = p.competence)
        ON CONFLICT (contract_id, competence) DO NOTHING
        RETURNING external_id, contract_id, competence, amount_cents, due_date
      ), billed AS (
        DELETE FROM billing_skip s USING made m WHERE s.contract_id = m.contract_id AND s.competence = m.competence
      )
      INSERT INTO event (type, at, data)
      SELECT 'invoice.made', ${now}, jsonb_build_object('invoiceId', m.external_id, 'contractId', c.external_id,
             'amountCents', m.amount_cents, 'dueDate', m.due_date, 'competence', to_char(m.competence, 'YYYY-MM'))
        FROM made m JOIN contract c ON c.id = m.contract_id ORDER BY m.external_id`;
    await tx.$executeRaw`
      INSERT INTO billing_skip (contract_id, competence, day, reason)
      SELECT s."contractId", s.competence, ${today}::date, s.reason
        FROM jsonb_to_recordset(${JSON.stringify(skipped)}::jsonb) AS s("contractId" uuid, competence date, reason text)
        JOIN contract c ON c.id = s."contractId"
      ON CONFLICT (contract_id, competence) DO UPDATE SET reason = excluded.reason WHERE billing_skip.reason <> excluded.reason`;
    return made;
  });
}
