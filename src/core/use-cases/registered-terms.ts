import type { Invoice } from "../billing/invoice.ts";
import type { IssuedAs } from "../ports.ts";

/** What a boleto was registered with to be taken off; of one that was handed in, what its invoice says. */
export function registeredRebates(boleto: IssuedAs, { invoice }: { invoice: Invoice }) {
  const { slip, bankWalletId } = boleto;
  if (bankWalletId !== undefined) return { abatementCents: slip.abatementCents ?? 0, discount: slip.discount };
  const { abatementCents = 0, discountCents = 0, discountUntil = invoice.dueDate } = invoice;
  return { abatementCents, discount: discountCents > 0 ? { discountCents, discountUntil } : undefined };
}
