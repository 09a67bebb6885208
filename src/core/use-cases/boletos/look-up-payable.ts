import type { PayableBoleto } from "../../records/boleto-records.ts";
import type { Deps } from "../deps.ts";

const pageSize = 1000;
/** So many a minute: a bank that is asked faster asks for a pause. */
const perMinute = 60;

/** Job of the morning: has the banks asked about every boleto that may have been paid unheard. Gives how many. */
export async function lookUpPayable({ storage, clock }: Deps): Promise<number> {
  const now = clock.now();
  let asked = 0;
  let last: PayableBoleto | undefined;
  do {
    const page = await storage.boletosToAsk({ limit: pageSize, ...(last && { after: last }) });
    await storage.transaction(async (records) => {
      for (const { id: boletoId } of page) {
        const at = new Date(now.getTime() + (asked++ * 60_000) / perMinute);
        // The morning's job may come twice; the last attempt: tomorrow is another look.
        await records.enqueue({ name: "look-up-boleto", boletoId, why: "news", attempt: 99 }, at, `${boletoId} daily`);
      }
    });
    last = page.length < pageSize ? undefined : page.at(-1);
  } while (last);
  return asked;
}
