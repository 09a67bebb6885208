import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import { localDate } from "../../billing/calendar/local-time.ts";
import type { Records } from "../../ports.ts";
import { errorName } from "../../privacy/error-name.ts";
import type { PayableBoleto } from "../../records/boleto-records.ts";
import type { Deps } from "../deps.ts";

/** Expires a payable boleto whose last payment day has passed; does nothing otherwise. */
export async function expireBoleto(records: Records, boletoId: string, { today, now }: { today: IsoDate; now: Date }) {
  const boleto = await records.lockBoleto(boletoId);
  if (boleto?.status !== "payable" || boleto.payableUntil >= today) return;
  await records.changeBoleto(boletoId, { status: "expired", closedAt: now });
  await records.addEvent("boleto.expired", { boletoId }, now);
}

/**
 * Morning job: expires every payable boleto whose last payment day has passed. A failure is recorded as an event and
 * does not stop the others. Returns the number of boletos examined.
 */
export async function expireBoletos({ storage, clock }: Deps, pageSize = 1000): Promise<number> {
  const now = clock.now();
  const today = localDate(now);
  let seen = 0;
  let last: PayableBoleto | undefined;
  do {
    const page = await storage.boletosOver(today, { limit: pageSize, ...(last && { after: last }) });
    for (const { id: boletoId } of page) {
      try {
        await storage.transaction((records) => expireBoleto(records, boletoId, { today, now }));
      } catch (error) {
        const data = { boletoId, reason: errorName(error) };
        await storage.transaction((records) => records.addEvent("boleto.expire-failed", data, now));
      }
    }
    seen += page.length;
    last = page.length < pageSize ? undefined : page.at(-1);
  } while (last);
  return seen;
}
