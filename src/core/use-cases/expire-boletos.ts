import { localDate } from "../billing/local-time.ts";
import type { Deps } from "./deps.ts";
import { expireBoleto } from "./expire-boleto.ts";

const batch = 1000;

/** Job of the morning: boletos that no bank takes any more are expired. Gives how many. */
export async function expireBoletos(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const today = localDate(now);
  const over = await deps.storage.boletosOver(today, batch);
  for (const boletoId of over) {
    await deps.storage.transaction((records) => expireBoleto(records, boletoId, { today, now }));
  }
  return over.length;
}
