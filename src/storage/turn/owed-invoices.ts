import { isoDate } from "../../core/billing/calendar/iso-date.ts";
import type { InvoiceStatus } from "../../core/billing/invoices/invoice.ts";
import type { Discount } from "../../core/billing/money/boleto-terms.ts";
import type { PartPayment } from "../../core/billing/money/part-payments.ts";
import type { BankHours } from "../../core/billing/offers/bank-wallet.ts";
import type { BoletoStatus } from "../../core/boleto/boleto-status.ts";
import type { Access } from "../../core/identity/access.ts";
import type { OwedInvoice } from "../../core/records/invoice-records.ts";
import type { Sql, Statement } from "../../database/sql.ts";
import { zoneOf } from "../places.ts";

interface OwedRow {
  /** Index of the access to which the invoice belongs. */
  n: number;
  id: string;
  contractId: string;
  description: string;
  status: InvoiceStatus;
  amountCents: string;
  dueDate: string;
  discountCents: number;
  discountUntil: string | null;
  abatementCents: number;
  address: string;
  multaBasisPoints: number;
  jurosBasisPointsMonth: number;
  zone: string;
  localHolidays: string[];
  bankHours: BankHours[] | null;
  livingCents: string | null;
  livingDue: string | null;
  livingUntil: string | null;
  livingStatus: BoletoStatus | null;
  livingMulta: number;
  livingJuros: number;
  livingJurosMonth: number;
  livingBank: string | null;
  livingAbatement: number | null;
  livingDiscount: Discount | null;
  partPayments: PartPayment[] | null;
  announced: boolean;
}

const owed: Statement = {
  name: "owed-invoices",
  text: `
  SELECT (g.n - 1)::int AS n, o.*
    FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS g(subscriber_ids, contract_ids, n) CROSS JOIN LATERAL (
  SELECT i.id::text AS id, c.id::text AS "contractId", i.description, i.status::text AS status, i.amount_cents::text AS "amountCents",
         i.due_date::text AS "dueDate", i.discount_cents AS "discountCents", i.discount_until::text AS "discountUntil",
         i.abatement_cents AS "abatementCents", c.address, coalesce(c.multa_basis_points, p.multa_basis_points) AS "multaBasisPoints",
         coalesce(c.juros_basis_points_month, p.juros_basis_points_month) AS "jurosBasisPointsMonth",
         coalesce(f.time_zone, p.time_zone) AS zone, coalesce(nullif(f.holidays, '{}'), p.holidays) AS "localHolidays",
         (SELECT json_agg(json_build_object('cutOff', k.cut_off, 'windowSeconds', k.window_seconds))
            FROM wallet_bank w JOIN bank_wallet k ON k.id = w.bank_wallet_id AND k.active WHERE w.wallet_id = c.wallet_id) AS "bankHours",
         b.amount_cents::text AS "livingCents", b.due_date::text AS "livingDue", b.payable_until::text AS "livingUntil", b.status::text AS "livingStatus", b.multa_basis_points AS "livingMulta",
         b.juros_per_day_cents AS "livingJuros", b.juros_basis_points_month AS "livingJurosMonth", b.bank_wallet_id::text AS "livingBank", b.slip -> 'abatementCents' AS "livingAbatement",
         b.slip -> 'discount' AS "livingDiscount",
         (SELECT json_agg(json_build_object('amountCents', y.amount_cents, 'paidOn', y.paid_on, 'multaCents', y.multa_cents,
                                            'jurosCents', y.juros_cents) ORDER BY y.created_at, y.id)
            FROM payment y WHERE y.invoice_id = i.id AND y.outcome = 'parcial' AND y.undone_at IS NULL) AS "partPayments",
         EXISTS (SELECT 1 FROM boleto a WHERE a.invoice_id = i.id AND a.payment_announced_at IS NOT NULL) AS announced
    FROM contract c
    JOIN invoice i ON i.contract_id = c.id AND i.status IN ('open', 'em_acordo', 'contestada', 'suspensa')
    JOIN provider p ON p.id = 1
    LEFT JOIN branch f ON f.name = c.branch
    LEFT JOIN boleto b ON b.invoice_id = i.id AND b.status IN ('registering', 'payable')
   WHERE c.subscriber_id = ANY(g.subscriber_ids::uuid[]) OR c.id = ANY(g.contract_ids::uuid[])
   ORDER BY i.due_date, i.external_id LIMIT 200) o`,
};

/**
 * Returns, for each access, the unpaid invoices that it allows to see, disputed ones included; earliest due date first.
 */
export async function owedInvoices(sql: Sql, accesses: readonly Access[]): Promise<OwedInvoice[][]> {
  const rows = await sql<OwedRow>(owed, [
    accesses.map(({ subscriberIds }) => `{${subscriberIds.join(",")}}`),
    accesses.map(({ contractIds }) => `{${contractIds.join(",")}}`),
  ]);
  const found: OwedInvoice[][] = accesses.map(() => []);
  for (const row of rows) found[row.n]?.push(owedOf(row));
  return found;
}

function owedOf(row: OwedRow): OwedInvoice {
  return {
    invoice: {
      id: row.id,
      contractId: row.contractId,
      description: row.description,
      status: row.status,
      amountCents: Number(row.amountCents),
      dueDate: isoDate(row.dueDate),
      discountCents: row.discountCents,
      ...(row.discountUntil && { discountUntil: isoDate(row.discountUntil) }),
      abatementCents: row.abatementCents,
      ...(row.partPayments && { partPayments: row.partPayments }),
    },
    contract: {
      address: row.address,
      multaBasisPoints: row.multaBasisPoints,
      jurosBasisPointsMonth: row.jurosBasisPointsMonth,
    },
    zone: zoneOf(row.zone),
    localHolidays: row.localHolidays,
    bankHours: row.bankHours ?? [],
    ...(row.announced && { announced: true }),
    ...(row.livingCents !== null &&
      row.livingDue !== null &&
      row.livingUntil !== null &&
      row.livingStatus !== null && {
        living: {
          amountCents: Number(row.livingCents),
          dueDate: isoDate(row.livingDue),
          payableUntil: isoDate(row.livingUntil),
          status: row.livingStatus,
          multaBasisPoints: row.livingMulta,
          jurosPerDayCents: row.livingJuros,
          jurosBasisPointsMonth: row.livingJurosMonth,
          ...(row.livingBank !== null && { bankWalletId: row.livingBank }),
          slip: {
            ...(row.livingAbatement !== null && { abatementCents: row.livingAbatement }),
            ...(row.livingDiscount !== null && { discount: row.livingDiscount }),
          },
        },
      }),
  };
}
