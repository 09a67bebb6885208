import { localDate } from "../../billing/calendar/local-time.ts";
import { errorName } from "../../privacy/error-name.ts";
import type { InvoiceToLock } from "../../records/invoice-records.ts";
import type { Deps } from "../deps.ts";
import { offersOf } from "../turn/offers-of.ts";
import { issueBoleto } from "./issue-boleto.ts";

/**
 * Job of the morning: where the choice of bank closes today or closed before, an invoice without a living boleto goes
 * to its bank and is registered at once, so that it can be paid when asked for. One at which something breaks is an
 * event, and the others go on. Whoever had not chosen gets the boleto by e-mail, where there is one. Gives how many.
 */
export async function lockChoices(deps: Deps, pageSize = 500): Promise<number> {
  const { storage, clock } = deps;
  const { isDemo } = await storage.provider();
  const today = localDate(clock.now());
  let issued = 0;
  let last: InvoiceToLock | undefined;
  do {
    const page = await storage.invoicesToLock(today, { limit: pageSize, ...(last && { after: last }) });
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
    const boleto = await issueBoleto(records, { invoiceId, bankWalletId, now, demo });
    if (boleto && mailer && invoiceCase.subscriber.email !== undefined) {
      await records.changeBoleto(boleto.boletoId, { mailAt: now });
      await records.enqueue({ name: "mail-boleto", boletoId: boleto.boletoId }, now);
    }
    return boleto !== undefined;
  });
}
