import type { IsoDate } from "../billing/iso-date.ts";
import type { Records } from "../ports.ts";

/** Expires a payable boleto that no bank takes any more; leaves every other alone. */
export async function expireBoleto(records: Records, boletoId: string, { today, now }: { today: IsoDate; now: Date }) {
  const boleto = await records.lockBoleto(boletoId);
  if (boleto?.status !== "payable" || boleto.payableUntil >= today) return;
  await records.changeBoleto(boletoId, { status: "expired", closedAt: now });
  await records.addEvent("boleto.expired", { boletoId }, now);
}
