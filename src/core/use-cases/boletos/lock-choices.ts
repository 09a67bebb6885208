import { localDate } from "../../billing/calendar/local-time.ts";
import type { Zone } from "../../billing/calendar/zone.ts";
import { errorName } from "../../privacy/error-name.ts";
import type { InvoiceToLock } from "../../records/invoice-records.ts";
import type { Deps } from "../deps.ts";
import { offersOf } from "../turn/offers-of.ts";
import { issueBoleto } from "./issue-boleto.ts";

/**
 * Morning job: issues a boleto at the default bank for every invoice whose choice of bank has closed and which has no
 * living boleto, so that it can be paid when the subscriber asks for it. Subscribers with an e-mail address get it by
 * e-mail. A failure is recorded as an event, and does not stop the others. Returns the number of boletos issued.
 */
export async function lockChoices(deps: Deps, pageSize = 500, zones?: readonly Zone[]): Promise<number> {
  let issued = 0;
  for (const zone of zones ?? (await deps.storage.zonesInUse())) issued += await lockIn(deps, zone, pageSize);
  return issued;
}

async function lockIn(deps: Deps, zone: Zone, pageSize: number): Promise<number> {
  const { storage, clock } = deps;
  const { isDemo } = await storage.provider();
  const today = localDate(clock.now(), zone);
  let issued = 0;
  let last: InvoiceToLock | undefined;
  do {
    const page = await storage.invoicesToLock(today, { zone, limit: pageSize, ...(last && { after: last }) });
    for (const { id, externalId } of page) {
      try {
        if (await lockChoice(deps, id, isDemo)) issued++;
      } catch (error) {
        await storage.transaction((records) =>
          records.addEvent("invoice.lock-failed", { invoiceId: externalId, reason: errorName(error) }, clock.now()),
        );
      }
    }
    last = page.length < pageSize ? undefined : page.at(-1);
  } while (last);
  return issued;
}

function lockChoice({ storage, clock, mailer }: Deps, invoiceId: string, demo: boolean): Promise<boolean> {
  return storage.transaction(async (records) => {
    const now = clock.now();
    const invoiceCase = await records.invoiceCase(invoiceId, true);
    if (!invoiceCase || invoiceCase.living) return false;
    const offers = offersOf(invoiceCase, now);
    if (offers.kind !== "only" || offers.because !== "locked") return false;
    const { bankWalletId, bankCode } = offers.offer;
    await records.addEvent("invoice.locked", { invoiceId: invoiceCase.invoice.externalId, bankCode }, now);
    const boleto = await issueBoleto(records, { invoiceId, bankWalletId, isAhead: true, now, demo });
    if (boleto && mailer && invoiceCase.subscriber.email !== undefined) {
      await records.changeBoleto(boleto.boletoId, { mailAt: now });
      await records.enqueue({ name: "mail-boleto", boletoId: boleto.boletoId }, now);
    }
    return boleto !== undefined;
  });
}
