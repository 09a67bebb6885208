import { cancelLiving } from "../../core/use-cases/cancel-living.ts";
import { createRecords, type EnqueueIn } from "../records/create-records.ts";
import type { Transaction } from "../sql-transaction.ts";

/**
 * Takes the living boleto of an invoice that was settled elsewhere out of the way; the bank is told until it confirms.
 * Under the invoice's lock: only what is living at this very moment, a payment that came in between stays a payment.
 */
export async function cancelOfInvoice(
  tx: Transaction,
  { invoiceId, now, enqueue }: { invoiceId: string; now: Date; enqueue: EnqueueIn },
): Promise<void> {
  const records = createRecords(tx, enqueue);
  const { living } = (await records.invoiceCase(invoiceId, true)) ?? {};
  if (living) await cancelLiving(records, living, now);
}
