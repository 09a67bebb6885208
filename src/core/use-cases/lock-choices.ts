import { localDate } from "../billing/local-time.ts";
import type { Deps } from "./deps.ts";
import { issueBoleto } from "./issue-boleto.ts";
import { offersOf } from "./offers-of.ts";

const batch = 500;

/**
 * Job of the morning: where the choice of bank closes today or closed before, an invoice without a living boleto goes
 * to its bank and is registered at once, so that it can be paid when asked for. Gives how many.
 */
export async function lockChoices(deps: Deps): Promise<number> {
  const { storage, clock, windowSeconds } = deps;
  const { isDemo } = await storage.provider();
  let issued = 0;
  for (const invoiceId of await storage.invoicesToLock(localDate(clock.now()), batch)) {
    const done = await storage.transaction(async (records) => {
      const now = clock.now();
      const invoiceCase = await records.invoiceCase(invoiceId, true);
      if (!invoiceCase || invoiceCase.living) return false;
      const offers = offersOf(invoiceCase, now, windowSeconds);
      if (offers.kind !== "only" || offers.because !== "locked") return false;
      const { bankWalletId } = offers.offer;
      await records.addEvent(
        "invoice.locked",
        { invoiceId: invoiceCase.invoice.externalId, bankCode: offers.offer.bankCode },
        now,
      );
      return (await issueBoleto(records, { invoiceId, bankWalletId, now, demo: isDemo, windowSeconds })) !== undefined;
    });
    if (done) issued++;
  }
  return issued;
}
