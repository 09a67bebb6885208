import { localDate } from "../../billing/calendar/local-time.ts";
import type { Invoice } from "../../billing/invoices/invoice.ts";
import { amountOn } from "../../billing/money/amount-on.ts";
import type { Discount } from "../../billing/money/boleto-terms.ts";
import { chargesOn, isOverdue } from "../../billing/money/charges.ts";
import type { InvoiceLine } from "../../conversation/turn.ts";
import type { OwedInvoice } from "../../records/invoice-records.ts";
import { registeredTerms } from "../boletos/registered-terms.ts";

/** Returns an invoice as a line of a conversation, with today's amount: that of its living boleto if it has one. */
export function invoiceLineOf({ invoice, contract, living, localHolidays }: OwedInvoice, now: Date): InvoiceLine {
  const today = localDate(now);
  const { discount: onTime, ...terms } = living
    ? registeredTerms(living, { invoice, contract })
    : { ...invoice, discount: discountOf(invoice) };
  const { amountCents, abatementCents = 0 } = terms;
  const partPaidCents = (invoice.partPayments ?? []).reduce((sum, part) => sum + part.amountCents, 0);
  const base = amountCents - abatementCents - (living ? 0 : partPaidCents);
  const debt = { ...invoice, ...contract, principalCents: invoice.amountCents, on: today, localHolidays };
  const discount = onTime &&
    onTime.discountUntil >= today && {
      cents: Math.max(0, base - onTime.discountCents),
      until: onTime.discountUntil,
    };
  const todayCents =
    "multaBasisPoints" in terms
      ? amountOn(terms, today, localHolidays)
      : chargesOn({ ...debt, discountCents: 0 }).totalCents;
  const overdue = isOverdue(invoice.dueDate, today, localHolidays);
  return {
    invoiceId: invoice.id,
    contract: contract.address,
    description: invoice.description,
    status: invoice.status,
    dueDate: invoice.dueDate,
    todayCents,
    overdue,
    charged: overdue && todayCents > base,
    ...(partPaidCents > 0 && { partPaidCents }),
    ...(discount && { discount }),
  };
}

function discountOf({ discountCents = 0, discountUntil, dueDate }: Invoice): Discount | undefined {
  if (discountCents <= 0) return undefined;
  return { discountCents, discountUntil: discountUntil && discountUntil < dueDate ? discountUntil : dueDate };
}
