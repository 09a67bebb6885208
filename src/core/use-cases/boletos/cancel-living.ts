import type { Records } from "../../ports.ts";
import type { BoletoRecord } from "../../records/boleto-records.ts";

/** Takes a living boleto out of the way: no longer the invoice's, and the bank is told until it confirms. */
export async function cancelLiving(records: Records, boleto: Pick<BoletoRecord, "id">, now: Date): Promise<void> {
  const since = { cancellingSince: now, nextLookUpAt: now, escalatedAt: null };
  await records.changeBoleto(boleto.id, { status: "cancelling", ...since });
  await records.enqueue({ name: "cancel-boleto", boletoId: boleto.id });
  await records.addEvent("boleto.cancelling", { boletoId: boleto.id }, now);
}
