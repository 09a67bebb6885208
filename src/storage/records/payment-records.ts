import { isoDate } from "../../core/billing/calendar/iso-date.ts";
import type { KeptPayment, PaymentRecords } from "../../core/records/payment-records.ts";
import type { Payment } from "../../database/generated/client.ts";
import { dayOf, type Transaction } from "../../database/sql.ts";

/** Creates the reads and writes of payments of one transaction. */
export function createPaymentRecords(tx: Transaction): PaymentRecords {
  return {
    async insertPayment({ externalId, invoiceId, boletoId, amountCents, paidOn, outcome, ...more }) {
      const { amountTold = true, differenceCents = 0, multaCents = 0, jurosCents = 0 } = more;
      // Ignores only a repeated report: any other conflict must fail, not drop a payment.
      const count = await tx.$executeRaw`
        INSERT INTO payment (external_id, invoice_id, boleto_id, amount_cents, amount_told, paid_on, outcome, difference_cents, multa_cents, juros_cents)
        VALUES (${externalId}, ${invoiceId}::uuid, ${boletoId}::uuid, ${amountCents}, ${amountTold}, ${paidOn}::date, ${outcome}::payment_outcome,
                ${differenceCents}, ${multaCents}, ${jurosCents})
        ON CONFLICT (external_id) DO NOTHING`;
      return count === 1;
    },
    async payment(externalId) {
      const row = await tx.payment.findUnique({ where: { externalId } });
      return row ? keptOf(row)[0] : undefined;
    },
    async paymentsOf(invoiceId) {
      const rows = await tx.payment.findMany({
        where: { invoiceId, undoneAt: null },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      });
      return rows.flatMap(keptOf);
    },
    async changePayment(externalId, { paidOn, ...change }) {
      await tx.payment.update({
        where: { externalId },
        data: { ...change, ...(paidOn !== undefined && { paidOn: new Date(paidOn) }) },
      });
    },
    async wasUndone(boletoId) {
      return (await tx.payment.count({ where: { boletoId, undoneAt: { not: null } } })) > 0;
    },
    async paymentsRead(bankWalletId, through) {
      const count = await tx.$executeRaw`
        UPDATE bank_wallet SET payments_read_through = ${through}::date
         WHERE id = ${bankWalletId}::uuid AND coalesce(payments_read_through < ${through}::date, true)`;
      return count > 0;
    },
    async undoPayment(boletoId, now) {
      const row = await tx.payment.findFirst({
        where: { boletoId, undoneAt: null },
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      });
      if (!row) return undefined;
      // Frees the external id: the same amount paid again on the same day is another payment.
      const renamed = `${row.externalId}:undone:${now.getTime()}`;
      await tx.payment.update({ where: { id: row.id }, data: { undoneAt: now, externalId: renamed } });
      return keptOf(row)[0];
    },
  };
}

/** A payment without a boleto is none of ours. */
function keptOf(row: Payment): KeptPayment[] {
  if (row.boletoId === null) return [];
  return [
    {
      externalId: row.externalId,
      invoiceId: row.invoiceId,
      boletoId: row.boletoId,
      amountCents: Number(row.amountCents),
      amountTold: row.amountTold,
      paidOn: isoDate(dayOf(row.paidOn)),
      outcome: row.outcome,
      differenceCents: Number(row.differenceCents),
      multaCents: Number(row.multaCents),
      jurosCents: Number(row.jurosCents),
      resolved: row.resolvedAt !== null,
    },
  ];
}
