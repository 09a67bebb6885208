import { isoDate } from "../../core/billing/calendar/iso-date.ts";
import type { Access } from "../../core/identity/access.ts";
import type { PaidInvoice } from "../../core/records/invoice-records.ts";
import type { Sql, Statement } from "../../database/sql.ts";

const paid: Statement = {
  name: "last-paid",
  text: `
  SELECT p.boleto_id::text AS "boletoId", i.description, p.paid_on::text AS "paidOn"
    FROM contract c
    JOIN invoice i ON i.contract_id = c.id AND i.status <> 'cancelled'
    JOIN payment p ON p.invoice_id = i.id AND p.undone_at IS NULL AND p.boleto_id IS NOT NULL
                  AND (p.outcome = 'parcial' OR (p.outcome = 'settled' AND i.status = 'paid'))
   WHERE c.subscriber_id = ANY($1::text[]::uuid[]) OR c.id = ANY($2::text[]::uuid[])
   ORDER BY p.paid_on DESC, p.created_at DESC LIMIT 1`,
};

/** Returns the invoice that was paid last among those that the access allows to see. */
export async function lastPaid(sql: Sql, { subscriberIds, contractIds }: Access): Promise<PaidInvoice | undefined> {
  const [row] = await sql<{ boletoId: string; description: string; paidOn: string }>(paid, [
    subscriberIds,
    contractIds,
  ]);
  return row && { ...row, paidOn: isoDate(row.paidOn) };
}
