import { businessDaysBefore } from "../../billing/calendar/calendar.ts";
import { localDate, localDateTime } from "../../billing/calendar/local-time.ts";
import type { Zone } from "../../billing/calendar/zone.ts";
import type { PayableBoleto } from "../../records/boleto-records.ts";
import type { Deps } from "../deps.ts";

const pageSize = 1000;
/** Look-ups per minute; banks throttle faster clients. */
const perMinute = 60;
/** A payment may be reported this long after a boleto is over. */
const watchedBusinessDays = 5;

/**
 * Morning job: enqueues a look-up of every boleto that may have been paid unreported: the payable ones, and those that
 * are over for five business days, because a payment of the last minute is booked later. Returns their number.
 */
export async function lookUpPayable(deps: Deps, zones?: readonly Zone[]): Promise<number> {
  let asked = 0;
  for (const zone of zones ?? (await deps.storage.zonesInUse())) asked = await lookUpIn(deps, zone, asked);
  return asked;
}

/** Goes on behind the look-ups that were enqueued before, and returns the number of all. */
async function lookUpIn({ storage, clock }: Deps, zone: Zone, askedBefore: number): Promise<number> {
  const now = clock.now();
  let asked = askedBefore;
  const enqueueAll = (ids: readonly string[]) =>
    storage.transaction(async (records) => {
      for (const boletoId of ids) {
        const at = new Date(now.getTime() + (asked++ * 60_000) / perMinute);
        const job = { name: "look-up-boleto", boletoId, why: "news", unasked: true } as const;
        // The key ignores a repeat of the morning job.
        await records.enqueue(job, at, `${boletoId} daily`);
      }
    });

  let last: PayableBoleto | undefined;
  do {
    const page = await storage.boletosToAsk({ zone, limit: pageSize, ...(last && { after: last }) });
    await enqueueAll(page.map(({ id }) => id));
    last = page.length < pageSize ? undefined : page.at(-1);
  } while (last);

  const closedSince = localDateTime(businessDaysBefore(localDate(now, zone), watchedBusinessDays), "00:00", zone);
  let after: string | undefined;
  do {
    const page = await storage.boletosToWatch(closedSince, {
      zone,
      limit: pageSize,
      ...(after !== undefined && { after }),
    });
    await enqueueAll(page);
    after = page.length < pageSize ? undefined : page.at(-1);
  } while (after !== undefined);
  return asked;
}
