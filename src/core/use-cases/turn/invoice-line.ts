import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import { localDate } from "../../billing/calendar/local-time.ts";
import type { Invoice } from "../../billing/invoices/invoice.ts";
import { amountOn } from "../../billing/money/amount-on.ts";
import type { BoletoTerms, Discount } from "../../billing/money/boleto-terms.ts";
import { chargesOn, isOverdue } from "../../billing/money/charges.ts";
import { owedCents } from "../../billing/money/money.ts";
import type { InvoiceLine } from "../../conversation/turn.ts";
import type { OwedInvoice } from "../../records/invoice-records.ts";
import { registeredTerms } from "../boletos/registered-terms.ts";

/** An unpaid invoice. A `living` boleto is one that can still be paid. */
type Listed = Omit<OwedInvoice, "bankHours" | "living"> & {
  living?: Omit<NonNullable<OwedInvoice["living"]>, "status" | "payableUntil">;
};

/**
 * Returns an invoice as a line of a conversation. Its amount is what the next step asks for: that of its living boleto
 * today, else that of the boleto that a bank would issue now (`offered`), else what is owed today.
 */
export function invoiceLineOf(listed: Listed, now: Date, offered?: BoletoTerms): InvoiceLine {
  const { invoice, contract, zone, localHolidays, announced } = listed;
  const today = localDate(now, zone);
  const partPaidCents = (invoice.partPayments ?? []).reduce((sum, part) => sum + part.amountCents, 0);
  const overdue = isOverdue(invoice.dueDate, today, localHolidays);
  const { todayCents, baseCents, discount } = amountsOf(listed, today, partPaidCents, offered);
  return {
    invoiceId: invoice.id,
    contract: contract.address,
    description: invoice.description,
    status: invoice.status,
    dueDate: invoice.dueDate,
    today,
    todayCents,
    overdue,
    charged: overdue && todayCents > baseCents,
    ...(partPaidCents > 0 && { partPaidCents }),
    ...(announced && { announced }),
    ...(discount && {
      discount: { cents: Math.max(0, baseCents - discount.discountCents), until: discount.discountUntil },
    }),
  };
}

/** `baseCents` is the amount without charges and discount. */
interface Amounts {
  todayCents: number;
  baseCents: number;
  discount?: Discount | undefined;
}

function amountsOf(listed: Listed, today: IsoDate, partPaidCents: number, offered: BoletoTerms | undefined): Amounts {
  const { invoice, contract, living, localHolidays } = listed;
  const inTime = (discount: Discount | undefined) =>
    discount && discount.discountUntil >= today ? discount : undefined;
  if (living) {
    const { discount, ...terms } = registeredTerms(living, { invoice, contract });
    const todayCents = amountOn(terms, today, localHolidays);
    return { todayCents, baseCents: terms.amountCents - terms.abatementCents, discount: inTime(discount) };
  }
  const baseCents = invoice.amountCents - (invoice.abatementCents ?? 0) - partPaidCents;
  if (offered)
    return {
      todayCents: owedCents(offered.amountCents, offered.abatementCents),
      baseCents,
      discount: offered.discount,
    };
  const debt = { ...invoice, ...contract, principalCents: invoice.amountCents, on: today, localHolidays };
  const { totalCents } = chargesOn({ ...debt, discountCents: 0 });
  return { todayCents: totalCents, baseCents, discount: inTime(discountOf(invoice)) };
}

function discountOf({ discountCents = 0, discountUntil, dueDate }: Invoice): Discount | undefined {
  if (discountCents <= 0) return undefined;
  return { discountCents, discountUntil: discountUntil && discountUntil < dueDate ? discountUntil : dueDate };
}
