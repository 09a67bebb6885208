import type { UndonePayment } from "../../core/records.ts";
import type { Transaction } from "../sql-transaction.ts";

/** Marks the last payment of a boleto that counts as undone, and lets another one of the invoice settle it. */
export async function undoPayment(tx: Transaction, boletoId: string, now: Date): Promise<UndonePayment | undefined> {
  const payment = await tx.payment.findFirst({
    where: { boletoId, undoneAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  if (!payment) return undefined;
  const { id, invoiceId, externalId, amountCents, outcome } = payment;
  // The same amount on the same day may come again: that is another payment.
  const renamed = `${externalId}:undone:${now.getTime()}`;
  await tx.payment.update({ where: { id }, data: { undoneAt: now, externalId: renamed } });
  const settled = outcome === "settled";
  const other = settled
    ? await tx.payment.findFirst({
        where: { invoiceId, undoneAt: null },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      })
    : null;
  if (other) await tx.payment.update({ where: { id: other.id }, data: { outcome: "settled" } });
  return { externalId, amountCents: Number(amountCents), settled, settledByOther: other !== null };
}
