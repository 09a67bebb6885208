import { localDate } from "../../billing/calendar/local-time.ts";
import { firstPaymentDay } from "../../billing/calendar/payment-day.ts";
import type { BoletoTerms } from "../../billing/money/boleto-terms.ts";
import { owedCents } from "../../billing/money/money.ts";
import { type Offers, offeredOf } from "../../billing/offers/offers.ts";
import type { InvoiceLine } from "../../conversation/turn.ts";
import type { Access } from "../../identity/access.ts";
import type { TurnRecords } from "../../ports.ts";
import type { OwedInvoice } from "../../records/invoice-records.ts";
import { isPastLastDay } from "../boletos/expire-boleto.ts";
import { invoiceLineOf } from "./invoice-line.ts";
import { offersOf } from "./offers-of.ts";

/** Returns the unpaid invoices within an access as lines of a conversation, each with an amount that can be paid. */
export async function listInvoices(
  records: Pick<TurnRecords, "owedInvoices" | "invoiceCase">,
  access: Access,
  now: Date,
): Promise<InvoiceLine[]> {
  const owed = await records.owedInvoices(access);
  return Promise.all(
    owed.map(async (one) => {
      const { living, ...rest } = one;
      if (living && !isPastLastDay(living, localDate(now, one.zone))) return invoiceLineOf(one, now);
      const invoiceCase = dependsOnBanks(rest, now) ? await records.invoiceCase(one.invoice.id) : undefined;
      return invoiceLineOf(rest, now, invoiceCase && cheapestOf(offersOf(invoiceCase, now)));
    }),
  );
}

/** Returns the terms of the least amount on offer: banks differ where one still takes payments today. */
export function cheapestOf(offers: Offers): BoletoTerms | undefined {
  const cents = ({ amountCents, abatementCents }: BoletoTerms) => owedCents(amountCents, abatementCents);
  const [first, ...others] = offeredOf(offers).map(({ terms }) => terms);
  return first && others.reduce((least, terms) => (cents(terms) < cents(least) ? terms : least), first);
}

/**
 * Returns true if a boleto of now may ask for something else than is owed today, because some bank takes no more
 * payments today. Only then are the offers read, which costs a query.
 */
function dependsOnBanks(owed: Omit<OwedInvoice, "living">, now: Date): boolean {
  const today = localDate(now, owed.zone);
  const isPlain = owed.invoice.dueDate >= today && !owed.invoice.discountCents;
  if (isPlain || owed.invoice.status !== "open" || owed.announced) return false;
  return owed.bankHours.some((hours) => firstPaymentDay(now, hours, owed) !== today);
}
