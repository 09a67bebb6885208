import type { Offer } from "../billing/offers.ts";
import type { OfferLine } from "../conversation/turn.ts";

/** A bank on offer as it is shown. */
export const offerLine = ({ bankWalletId, bankCode, name, terms }: Offer): OfferLine => ({
  bankWalletId,
  bankCode,
  name,
  dueDate: terms.dueDate,
  amountCents: terms.amountCents,
});
