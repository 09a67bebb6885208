import type { EnqueueIn } from "../records/create-records.ts";
import type { Transaction } from "../sql-transaction.ts";

/** Takes the living boletos of an invoice that was settled elsewhere out of the way; the bank is told until it confirms. */
export async function cancelOfInvoice(
  tx: Transaction,
  of: { invoiceId: string; now: Date; enqueue: EnqueueIn },
): Promise<void> {
  const { invoiceId, now, enqueue } = of;
  // Only what is living at this very moment: a payment that came in between stays a payment.
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE boleto SET status = 'cancelling', updated_at = now()
     WHERE invoice_id = ${invoiceId}::uuid AND status IN ('registering', 'payable') RETURNING id::text`;
  for (const { id: boletoId } of rows) {
    await enqueue(tx, { name: "cancel-boleto", boletoId });
    await tx.event.create({ data: { type: "boleto.cancelling", data: { boletoId }, at: now } });
  }
}
