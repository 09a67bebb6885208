import { addDays, type IsoDate, isoDate } from "../core/billing/calendar/iso-date.ts";
import { localDate, localDateTime } from "../core/billing/calendar/local-time.ts";
import { brasilia, type Zone } from "../core/billing/calendar/zone.ts";
import type { Storage } from "../core/ports.ts";
import type { OverBoleto, PayableBoleto } from "../core/records/boleto-records.ts";
import type { InvoiceToLock } from "../core/records/invoice-records.ts";
import type { PaymentWallet } from "../core/records/payment-records.ts";
import { Prisma, type PrismaClient } from "../database/generated/client.ts";
import { dayOf } from "../database/sql.ts";
import { servedIn } from "./places.ts";
import { bankWalletOf, type WindowOverride } from "./turn/invoice-case.ts";

/**
 * Returns boletos whose bank should have been asked before a given time and that no process is asking about. Only
 * another system can cancel the boletos it issued, so these are left out once the operator was told.
 */
export async function boletosUnasked(
  prisma: PrismaClient,
  before: Date,
  now: Date,
  limit: number,
): ReturnType<Storage["boletosUnasked"]> {
  return prisma.$queryRaw`
    SELECT id, status, next_look_up_at AS "nextLookUpAt" FROM boleto
     WHERE status IN ('registering', 'cancelling') AND next_look_up_at <= ${before}
       AND (calling_until IS NULL OR calling_until <= ${now})
       AND (status = 'registering' OR bank_wallet_id IS NOT NULL OR escalated_at IS NULL)
     ORDER BY next_look_up_at LIMIT ${limit}`;
}

/**
 * Returns invoices whose choice of bank has closed and that have no boleto since. A boleto that ended before the lock
 * does not count; after one whose last day of payment came later, a new one is made only when the subscriber asks.
 */
export async function invoicesToLock(
  prisma: PrismaClient,
  today: IsoDate,
  { zone, limit, after }: { zone: Zone; limit: number; after?: InvoiceToLock },
): Promise<InvoiceToLock[]> {
  // Queried first, so that PostgreSQL can start from their contracts where these are few.
  const wallets = await prisma.wallet.findMany({ where: { kind: "fatura", active: true, lockDays: { gt: 0 } } });
  if (wallets.length === 0) return [];
  const last = addDays(today, Math.max(...wallets.map(({ lockDays }) => lockDays)));
  const served = (await servedIn(prisma, zone)) ?? Prisma.sql`true`;
  const page = after ? Prisma.sql`AND (i.due_date, i.id) > (${after.dueDate}::date, ${after.id}::uuid)` : Prisma.empty;
  const rows = await prisma.$queryRaw<{ id: string; externalId: string; dueDate: Date }[]>`
    SELECT i.id, i.external_id AS "externalId", i.due_date AS "dueDate"
      FROM invoice i JOIN contract c ON c.id = i.contract_id JOIN wallet w ON w.id = c.wallet_id
     WHERE i.status = 'open' AND NOT i.choice_reopened AND c.wallet_id = ANY(${wallets.map(({ id }) => id)}::uuid[])
       AND i.due_date BETWEEN ${today}::date - 60 AND ${last}::date AND i.due_date <= ${today}::date + w.lock_days AND ${served} ${page}
       AND NOT EXISTS (
         SELECT 1 FROM boleto b WHERE b.invoice_id = i.id
            AND (b.status IN ('registering', 'payable', 'rejected')
                 OR (b.status = 'expired' OR b.status IN ('cancelling', 'cancelled') AND b.payable_until < ${today}::date)
                   AND b.payable_until >= i.due_date - w.lock_days))
     ORDER BY i.due_date, i.id LIMIT ${limit}`;
  return rows.map(({ dueDate, ...row }) => ({ ...row, dueDate: isoDate(dayOf(dueDate)) }));
}

/** Returns payable boletos whose last day of payment is over, except those of banks that are asked over an API. */
export async function boletosOver(
  prisma: PrismaClient,
  today: IsoDate,
  page: { zone: Zone; limit: number; after?: PayableBoleto },
): Promise<OverBoleto[]> {
  const wallets = await prisma.bankWallet.findMany({ select: { id: true, registersBy: true } });
  const byApi = wallets.filter(({ registersBy }) => registersBy === "api").map(({ id }) => id);
  const noNews = Prisma.sql`(b.bank_wallet_id IS NULL OR b.bank_wallet_id <> ALL(${byApi}::uuid[]))`;
  const rows = await payable(prisma, Prisma.sql`b.payable_until < ${today}::date AND ${noNews}`, page);
  return rows.map(({ bankWalletId, ...row }) => {
    const wallet = wallets.find(({ id }) => id === bankWalletId);
    return { ...row, ...(wallet && { registersBy: wallet.registersBy }) };
  });
}

/**
 * Returns boletos of banks that are asked over an API that are over since a time, or whose payment is announced; in the
 * order of their ids.
 */
export async function boletosToWatch(
  prisma: PrismaClient,
  closedSince: Date,
  { zone, limit, after = "00000000-0000-0000-0000-000000000000" }: { zone: Zone; limit: number; after?: string },
): Promise<string[]> {
  const served = await boletosServedIn(prisma, zone);
  // Two queries in one, because each has its own partial index.
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT b.id FROM (
      SELECT id, bank_wallet_id, invoice_id FROM boleto
       WHERE status IN ('rejected', 'cancelled', 'expired') AND sent_at IS NOT NULL AND closed_at >= ${closedSince}
      UNION
      SELECT id, bank_wallet_id, invoice_id FROM boleto
       WHERE payment_announced_at IS NOT NULL AND status IN ('rejected', 'cancelled', 'expired')
    ) b JOIN bank_wallet w ON w.id = b.bank_wallet_id AND w.registers_by = 'api'
     WHERE b.id > ${after}::uuid AND ${served} ORDER BY b.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** Returns our payable boletos at banks that are asked over an API. */
export async function boletosToAsk(
  prisma: PrismaClient,
  page: { zone: Zone; limit: number; after?: PayableBoleto },
): Promise<PayableBoleto[]> {
  const wallets = await prisma.bankWallet.findMany({ where: { registersBy: "api" }, select: { id: true } });
  if (wallets.length === 0) return [];
  return payable(prisma, Prisma.sql`b.bank_wallet_id = ANY(${wallets.map(({ id }) => id)}::uuid[])`, page);
}

/** Pages in the order of a partial index on payable boletos, because paid and expired ones grow without limit. */
async function payable(
  prisma: PrismaClient,
  condition: Prisma.Sql,
  { zone, limit, after }: { zone: Zone; limit: number; after?: PayableBoleto },
): Promise<(PayableBoleto & { bankWalletId: string | null })[]> {
  const served = await boletosServedIn(prisma, zone);
  const afterCursor = after
    ? Prisma.sql`AND (b.payable_until, b.id) > (${after.payableUntil}::date, ${after.id}::uuid)`
    : Prisma.empty;
  const rows = await prisma.$queryRaw<{ id: string; payableUntil: Date; bankWalletId: string | null }[]>`
    SELECT b.id, b.payable_until AS "payableUntil", b.bank_wallet_id AS "bankWalletId" FROM boleto b
     WHERE b.status = 'payable' AND ${condition} AND ${served} ${afterCursor} ORDER BY b.payable_until, b.id LIMIT ${limit}`;
  return rows.map(({ payableUntil, ...row }) => ({ ...row, payableUntil: isoDate(dayOf(payableUntil)) }));
}

/** A payment may be listed this long after a boleto is over. */
const watchedDays = 30;

/**
 * Returns the bank wallets with an API whose lists of payments are read: the active ones, and those that were switched
 * off while a boleto of theirs may still be paid.
 */
export async function paymentWallets(
  prisma: PrismaClient,
  now: Date,
  override: WindowOverride,
): Promise<PaymentWallet[]> {
  const closedAt = { gte: localDateTime(addDays(localDate(now, brasilia), -watchedDays), "00:00", brasilia) };
  const wallets = await prisma.bankWallet.findMany({ where: { registersBy: "api" }, orderBy: { externalId: "asc" } });
  const rows: typeof wallets = [];
  for (const wallet of wallets) {
    // Asked for each that is switched off, of which there are few: the index on boletos begins with the bank wallet.
    const mayBePaid =
      wallet.active ||
      (await prisma.boleto.findFirst({
        where: {
          bankWalletId: wallet.id,
          OR: [{ status: { in: ["registering", "payable", "cancelling"] } }, { closedAt }],
        },
        select: { id: true },
      }));
    if (mayBePaid) rows.push(wallet);
  }
  return rows.map(({ paymentsReadThrough, ...row }) => ({
    bankWallet: bankWalletOf({ paymentsReadThrough, ...row }, override),
    ...(paymentsReadThrough && { readThrough: isoDate(dayOf(paymentsReadThrough)) }),
  }));
}

/** Returns the condition by which the contract of a boleto `b` is served in a zone. */
async function boletosServedIn(prisma: PrismaClient, zone: Zone): Promise<Prisma.Sql> {
  const served = await servedIn(prisma, zone);
  if (!served) return Prisma.sql`true`;
  return Prisma.sql`EXISTS (SELECT 1 FROM invoice i JOIN contract c ON c.id = i.contract_id WHERE i.id = b.invoice_id AND ${served})`;
}
