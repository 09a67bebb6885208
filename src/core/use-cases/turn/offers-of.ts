import { type Offer, type Offers, offersFor } from "../../billing/offers/offers.ts";
import type { OfferLine } from "../../conversation/turn.ts";
import type { BankWalletRecord } from "../../records/boleto-records.ts";
import type { InvoiceCase } from "../../records/invoice-records.ts";

/** The banks on offer for an invoice now, under the window that is in force. */
export function offersOf(invoiceCase: InvoiceCase, now: Date, windowSeconds: number | undefined): Offers {
  const { invoice, contract, wallet, choice, refusedBankWalletIds, localHolidays } = invoiceCase;
  const bankWallets = invoiceCase.bankWallets.map((bank) => withWindow(bank, windowSeconds));
  const addressKnown = invoiceCase.subscriber.postal !== undefined;
  return offersFor({
    invoice,
    contract,
    wallet,
    bankWallets,
    now,
    localHolidays,
    choice,
    refusedBankWalletIds,
    addressKnown,
  });
}

/** A bank wallet under the window that is in force. */
export function withWindow(bank: BankWalletRecord, windowSeconds: number | undefined): BankWalletRecord {
  return windowSeconds === undefined ? bank : { ...bank, windowSeconds };
}

/** A bank on offer as it is shown. */
export const offerLine = ({ bankWalletId, bankCode, name, terms }: Offer): OfferLine => ({
  bankWalletId,
  bankCode,
  name,
  dueDate: terms.dueDate,
  amountCents: terms.amountCents,
});
