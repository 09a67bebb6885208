import { type Offer, type Offers, offersFor } from "../../billing/offers/offers.ts";
import type { OfferLine } from "../../conversation/turn.ts";
import type { InvoiceCase } from "../../records/invoice-records.ts";

/** Returns the banks on offer for an invoice now. */
export function offersOf(invoiceCase: InvoiceCase, now: Date): Offers {
  const { invoice, contract, wallet, bankWallets, choice, refusedBankWalletIds, zone, localHolidays } = invoiceCase;
  const addressKnown = invoiceCase.subscriber.postal !== undefined;
  return offersFor({
    invoice,
    contract,
    wallet,
    bankWallets,
    now,
    zone,
    localHolidays,
    choice,
    refusedBankWalletIds,
    addressKnown,
    payerDocument: invoiceCase.subscriber.document,
    announced: invoiceCase.announced !== undefined,
  });
}

/** Returns a bank on offer, as a conversation shows it. */
export const offerLine = ({ bankWalletId, bankCode, name, terms }: Offer): OfferLine => ({
  bankWalletId,
  bankCode,
  name,
  dueDate: terms.dueDate,
  amountCents: terms.amountCents,
});
