import { amountOn } from "../billing/amount-on.ts";
import { chargesOn, isOverdue } from "../billing/charges.ts";
import { localDate } from "../billing/local-time.ts";
import type { InvoiceLine } from "../conversation/turn.ts";
import type { OwedInvoice } from "../ports.ts";
import { registeredRebates } from "./registered-rebates.ts";

/** An invoice as a line of the talk, with what it costs today: at its living boleto where it has one. */
export function invoiceLineOf({ invoice, contract, living, localHolidays }: OwedInvoice, now: Date): InvoiceLine {
  const today = localDate(now);
  const { amountCents, discountCents = 0, abatementCents = 0 } = invoice;
  const overdue = isOverdue(invoice.dueDate, today, localHolidays);
  const until = invoice.discountUntil ?? invoice.dueDate;
  const terms = { ...invoice, ...contract, principalCents: amountCents, on: today, localHolidays };
  const todayCents = living
    ? amountOn(
        { ...living, abatementCents: registeredRebates(living, { invoice }).abatementCents },
        today,
        localHolidays,
      )
    : chargesOn({ ...terms, discountCents: 0 }).totalCents;
  return {
    invoiceId: invoice.id,
    contract: contract.address,
    description: invoice.description,
    status: invoice.status,
    dueDate: invoice.dueDate,
    todayCents,
    overdue,
    ...(discountCents > 0 &&
      until >= today && { discount: { cents: amountCents - abatementCents - discountCents, until } }),
  };
}
