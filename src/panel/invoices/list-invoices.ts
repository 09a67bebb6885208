import { type IsoDate, isoDate } from "../../core/billing/calendar/iso-date.ts";
import type { InvoiceStatus } from "../../core/billing/invoices/invoice.ts";
import { overdueBefore } from "../../core/billing/money/charges.ts";
import { Prisma, type PrismaClient } from "../../database/generated/client.ts";
import { dayOf } from "../../database/sql.ts";
import { hasWords } from "../contracts/contract-where.ts";
import { searchWords } from "../contracts/search-words.ts";
import { readCursor, writeCursor } from "./invoice-cursor.ts";
import type { InvoiceFilter } from "./invoice-filter.ts";

/** An invoice in a list. */
export interface InvoiceRow {
  id: string;
  externalId: string;
  dueDate: IsoDate;
  amountCents: number;
  /** What part payments brought. */
  partPaidCents: number;
  description: string;
  status: InvoiceStatus;
  subscriber: string;
  contract: { externalId: string; address: string };
  /** The bank of the living boleto, if there is one. */
  bankCode?: string;
}

type Row = Omit<InvoiceRow, "dueDate" | "amountCents" | "partPaidCents" | "contract" | "bankCode"> & {
  dueDate: Date;
  amountCents: bigint;
  partPaidCents: bigint;
  contractId: string;
  address: string;
  bankCode: string | null;
};

/** These lists begin with the latest due date, because what was settled long ago is of the least interest. */
const newestFirst: ReadonlySet<InvoiceFilter> = new Set<InvoiceFilter>(["paid", "cancelled"]);
/** At most this many contracts are searched. If a search matches more, it has to be made narrower. */
const mostContracts = 2000;

/**
 * Lists one page of invoices by due date. `after` is the `next` of the page before. A search finds what it finds
 * among contracts, and the invoice itself. Each list has only one status, so that an index gives the order,
 * however long the list is.
 */
export async function listInvoices(
  prisma: PrismaClient,
  page: { filter: InvoiceFilter; search?: string; after?: string; limit: number; today: IsoDate },
): Promise<{ rows: InvoiceRow[]; next?: string }> {
  const { filter, search, after, limit, today } = page;
  const status = filter === "overdue" ? "open" : filter;
  const descending = newestFirst.has(filter);
  const cursor = readCursor(after);
  const from = overdueBefore(today);
  const due =
    filter === "overdue"
      ? Prisma.sql`AND i.due_date < ${from}::date`
      : filter === "open"
        ? Prisma.sql`AND i.due_date >= ${from}::date`
        : Prisma.empty;
  const afterCursor = cursor
    ? Prisma.sql`AND (i.due_date, i.id) ${descending ? Prisma.sql`<` : Prisma.sql`>`} (${cursor.key}::date, ${cursor.id}::uuid)`
    : Prisma.empty;
  const order = descending ? Prisma.sql`i.due_date DESC, i.id DESC` : Prisma.sql`i.due_date, i.id`;
  const matching = search ? await searchCondition(prisma, search) : Prisma.empty;
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT p.id, p.external_id AS "externalId", p.due_date AS "dueDate", p.amount_cents AS "amountCents", p.description, p.status,
           s.name AS subscriber, c.external_id AS "contractId", c.address, b.bank_code AS "bankCode",
           coalesce((SELECT sum(y.amount_cents) FROM payment y WHERE y.invoice_id = p.id AND y.outcome = 'parcial' AND y.undone_at IS NULL), 0)::bigint AS "partPaidCents"
      FROM (SELECT i.* FROM invoice i WHERE i.status = ${status}::invoice_status ${due} ${afterCursor} ${matching}
             ORDER BY ${order} LIMIT ${limit + 1}) p
      JOIN contract c ON c.id = p.contract_id JOIN subscriber s ON s.id = c.subscriber_id
      LEFT JOIN boleto b ON b.invoice_id = p.id AND b.status IN ('registering', 'payable')
     ORDER BY p.due_date ${descending ? Prisma.sql`DESC` : Prisma.empty}, p.id ${descending ? Prisma.sql`DESC` : Prisma.empty}`;
  const shown = rows
    .slice(0, limit)
    .map(({ dueDate, amountCents, partPaidCents, contractId, address, bankCode, ...row }) => ({
      ...row,
      dueDate: isoDate(dayOf(dueDate)),
      amountCents: Number(amountCents),
      partPaidCents: Number(partPaidCents),
      contract: { externalId: contractId, address },
      ...(bankCode !== null && { bankCode }),
    }));
  const last = shown.at(-1);
  return rows.length > limit && last ? { rows: shown, next: writeCursor(last.dueDate, last.id) } : { rows: shown };
}

/**
 * SQL condition for a search: the same words that find a contract find its invoices; an invoice is also found by its
 * own external id. The contracts are looked up first: in one query together with the list, PostgreSQL would read the
 * whole list.
 */
async function searchCondition(prisma: PrismaClient, search: string): Promise<Prisma.Sql> {
  const words = searchWords(search);
  const contracts =
    words.length === 0
      ? []
      : await prisma.$queryRaw<{ id: string }[]>`
          SELECT c.id FROM contract c WHERE ${hasWords(words)} LIMIT ${mostContracts}`;
  const invoice = await prisma.invoice.findUnique({ where: { externalId: search }, select: { id: true } });
  const ids = contracts.map(({ id }) => id);
  return Prisma.sql`AND (i.contract_id = ANY(${ids}::uuid[]) OR i.id = ${invoice?.id ?? null}::uuid)`;
}
