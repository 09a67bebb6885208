import type { PayableBoleto } from "../../records/boleto-records.ts";
import type { Deps } from "../deps.ts";

const pageSize = 1000;
/** Look-ups per minute; banks throttle faster clients. */
const perMinute = 60;

/** Morning job: enqueues a look-up of every boleto that may have been paid unreported. Returns their number. */
export async function lookUpPayable({ storage, clock }: Deps): Promise<number> {
  const now = clock.now();
  let asked = 0;
  let last: PayableBoleto | undefined;
  do {
    const page = await storage.boletosToAsk({ limit: pageSize, ...(last && { after: last }) });
    await storage.transaction(async (records) => {
      for (const { id: boletoId } of page) {
        const at = new Date(now.getTime() + (asked++ * 60_000) / perMinute);
        // The key ignores a repeat of the morning job. Attempt 99 is not retried: tomorrow asks again.
        await records.enqueue({ name: "look-up-boleto", boletoId, why: "news", attempt: 99 }, at, `${boletoId} daily`);
      }
    });
    last = page.length < pageSize ? undefined : page.at(-1);
  } while (last);
  return asked;
}
