import type { ContractTerms } from "../../billing/invoices/contract.ts";
import type { Invoice } from "../../billing/invoices/invoice.ts";
import type { RegisteredTerms } from "../../billing/money/amount-on.ts";
import type { Discount } from "../../billing/money/boleto-terms.ts";
import { jurosPerDayCents } from "../../billing/money/charges.ts";
import { restOf } from "../../billing/money/part-payments.ts";
import type { IssuedAs } from "../../records/invoice-records.ts";

type Registered = Omit<RegisteredTerms, "discount"> & { abatementCents: number; discount: Discount | undefined };

/**
 * Returns the terms from which a boleto's amount on a day is computed: those it was registered with. They are unknown
 * for a boleto issued elsewhere, so its deductions come from the invoice and its late charges from the contract.
 */
export function registeredTerms(
  boleto: RegisteredTerms & IssuedAs,
  { invoice, contract }: { invoice: Invoice; contract: ContractTerms },
): Registered {
  const { slip, bankWalletId, dueDate, amountCents } = boleto;
  if (bankWalletId !== undefined)
    return { ...boleto, abatementCents: slip.abatementCents ?? 0, discount: slip.discount };
  const { discountCents = 0, discountUntil = invoice.dueDate, partPayments = [] } = invoice;
  const { principalCents: owed } = restOf({ ...invoice, principalCents: invoice.amountCents }, partPayments);
  // A boleto for the rest after a part payment has no abatement: it came off before.
  const abatementCents = partPayments.length > 0 ? 0 : (invoice.abatementCents ?? 0);
  // Reissued with the charges included in its amount: no multa on a multa.
  const multaBasisPoints = dueDate > invoice.dueDate && amountCents > owed ? 0 : contract.multaBasisPoints;
  return {
    dueDate,
    amountCents,
    abatementCents,
    discount: discountCents > 0 ? { discountCents, discountUntil } : undefined,
    multaBasisPoints,
    jurosPerDayCents: jurosPerDayCents(owed, contract.jurosBasisPointsMonth),
  };
}
