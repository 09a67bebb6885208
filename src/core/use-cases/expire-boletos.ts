import { localDate } from "../billing/local-time.ts";
import type { Deps } from "./deps.ts";

const batch = 1000;

/** Job of the morning: boletos that no bank takes any more are expired. Gives how many. */
export async function expireBoletos(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const over = await deps.storage.boletosOver(localDate(now), batch);
  for (const boletoId of over) {
    await deps.storage.transaction(async (records) => {
      const boleto = await records.lockBoleto(boletoId);
      if (boleto?.status !== "payable") return;
      await records.changeBoleto(boletoId, { status: "expired", closedAt: now });
      await records.addEvent("boleto.expired", { boletoId }, now);
    });
  }
  return over.length;
}
