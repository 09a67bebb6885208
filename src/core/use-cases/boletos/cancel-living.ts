import type { Records } from "../../ports.ts";
import type { BoletoRecord } from "../../records/boleto-records.ts";

/**
 * Starts to cancel a living boleto. The invoice can have another boleto at once, and the bank is asked until it
 * confirms.
 */
export async function cancelLiving(records: Records, boleto: Pick<BoletoRecord, "id">, now: Date): Promise<void> {
  const since = { cancellingSince: now, nextLookUpAt: now, escalatedAt: null };
  await records.changeBoleto(boleto.id, { status: "cancelling", ...since });
  await records.enqueue({ name: "cancel-boleto", boletoId: boleto.id });
  await records.addEvent("boleto.cancelling", { boletoId: boleto.id }, now);
}
