import { bankName } from "../../billing/bank-names.ts";
import { localDate } from "../../billing/calendar/local-time.ts";
import { offeredOf } from "../../billing/offers/offers.ts";
import type { BoletoCard, InvoiceLine, OfferLine } from "../../conversation/turn.ts";
import { type Access, maySee } from "../../identity/access.ts";
import type { Records } from "../../ports.ts";
import { expireBoleto } from "../boletos/expire-boleto.ts";
import { boletoCard } from "./boleto-card.ts";
import { invoiceLineOf } from "./invoice-line.ts";
import { offerLine, offersOf } from "./offers-of.ts";

/** An invoice as the Central shows it. */
export interface InvoiceLook {
  invoice: InvoiceLine;
  living?: BoletoCard;
  /** The banks on offer, also where there is only one. */
  offers: readonly OfferLine[];
  /** There is a choice between them: the boleto that lives may be switched for another. */
  mayChoose: boolean;
  /** The bank that said no, where no boleto lives since. */
  refusedBy?: string;
}

/**
 * Looks at an invoice for a proven subscriber; undefined for one that is not among what may be seen, whatever led
 * there. A boleto that no bank takes any more is out of the way then. `choosing` tells the operator where nothing is on
 * offer.
 */
export async function lookAtInvoice(
  records: Records,
  of: { invoiceId: string; access: Access; choosing?: boolean; now: Date; windowSeconds: number | undefined },
): Promise<InvoiceLook | undefined> {
  const { invoiceId, access, choosing = false, now, windowSeconds } = of;
  const seen = await records.invoiceCase(invoiceId);
  if (!seen || !maySee(access, seen.contract)) return undefined;
  const invoiceCase = await withoutExpired(records, seen, now);
  const { invoice, living, bankWallets, refusedBankWalletIds } = invoiceCase;
  const options = offersOf(invoiceCase, now, windowSeconds);
  const isNone = options.kind === "none" && !living && invoice.status === "open";
  if (choosing && isNone)
    await records.addEvent("offers.none", { invoiceId: invoice.externalId, reasons: options.reasons }, now);
  const refused = bankWallets.find(({ id }) => id === refusedBankWalletIds.at(-1));
  return {
    invoice: invoiceLineOf(invoiceCase, now),
    ...(living && { living: boletoCard(living, invoiceCase, now) }),
    offers: offeredOf(options).map(offerLine),
    mayChoose: options.kind === "choose",
    ...(refused && !living && { refusedBy: bankName(refused.bankCode) }),
  };
}

async function withoutExpired(
  records: Records,
  seen: NonNullable<Awaited<ReturnType<Records["invoiceCase"]>>>,
  now: Date,
) {
  const today = localDate(now);
  const { living, invoice } = seen;
  if (living?.status !== "payable" || living.payableUntil >= today) return seen;
  await records.invoiceCase(invoice.id, true);
  await expireBoleto(records, living.id, { today, now });
  return (await records.invoiceCase(invoice.id)) ?? seen;
}
