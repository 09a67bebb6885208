import { type LocalHolidays, nextBusinessDay } from "../calendar/calendar.ts";
import type { IsoDate } from "../calendar/iso-date.ts";
import { localDate } from "../calendar/local-time.ts";
import { firstPaymentDay } from "../calendar/payment-day.ts";
import type { Place } from "../calendar/place.ts";
import type { ContractTerms } from "../invoices/contract.ts";
import type { InvoiceTerms } from "../invoices/invoice.ts";
import type { BankHours } from "../offers/bank-wallet.ts";
import type { BoletoTerms, Discount } from "./boleto-terms.ts";
import { chargesOn, isOverdue, jurosPerDayCents } from "./charges.ts";
import { owedCents } from "./money.ts";
import { restOf } from "./part-payments.ts";

/** A request for a boleto, made at `now`. */
export interface BoletoRequest extends Place {
  invoice: InvoiceTerms;
  contract: ContractTerms;
  bank: BankHours & {
    /** The bank takes juros as a monthly rate. */
    monthlyJuros?: boolean;
  };
  now: Date;
}

/**
 * Computes due date and amount of a new boleto. The due date can still be kept; or the request came in time but cannot
 * be registered in time (next business day, free of charge); or it has passed (charges up to the day of payment).
 * After part payments, it is for the rest.
 */
export function newBoletoTerms(request: BoletoRequest): BoletoTerms {
  const { invoice, bank, now, zone, localHolidays } = request;
  const today = localDate(now, zone);
  const paymentDay = firstPaymentDay(now, bank, request);
  return isOverdue(invoice.dueDate, today, localHolidays)
    ? overdueTerms(request, paymentDay)
    : punctualTerms(request, today, paymentDay);
}

function punctualTerms(request: BoletoRequest, today: IsoDate, paymentDay: IsoDate): BoletoTerms {
  const { invoice, contract, localHolidays } = request;
  const dueDate = punctualDueDate(invoice.dueDate, today, paymentDay, localHolidays);
  const discount = discountInForce(invoice, dueDate, today, paymentDay, localHolidays);
  const { amountCents, abatementCents } = openAmount(invoice);
  const owed = owedCents(amountCents, abatementCents);
  const jurosBasisPointsMonth = request.bank.monthlyJuros ? contract.jurosBasisPointsMonth : 0;
  return {
    dueDate,
    principalCents: amountCents,
    multaCents: 0,
    jurosCents: 0,
    amountCents,
    overdue: false,
    multaIsento: contract.multaBasisPoints === 0,
    multaBasisPoints: contract.multaBasisPoints,
    jurosPerDayCents: jurosBasisPointsMonth > 0 ? 0 : jurosPerDayCents(owed, contract.jurosBasisPointsMonth),
    ...(jurosBasisPointsMonth > 0 && { jurosBasisPointsMonth }),
    ...(discount && { discount }),
    abatementCents,
    rolledOver: dueDate !== invoice.dueDate,
  };
}

/** Returns what is open of an invoice that is not overdue, and the abatement to take off it. */
function openAmount(invoice: InvoiceTerms): { amountCents: number; abatementCents: number } {
  const { amountCents, abatementCents = 0, partPayments = [] } = invoice;
  if (partPayments.length === 0) return { amountCents, abatementCents };
  const { principalCents, multaCents, jurosCents } = restOf(
    { principalCents: amountCents, abatementCents },
    partPayments,
  );
  // The abatement is part of what came off already.
  return { amountCents: principalCents + multaCents + jurosCents, abatementCents: 0 };
}

function punctualDueDate(due: IsoDate, today: IsoDate, paymentDay: IsoDate, localHolidays?: LocalHolidays): IsoDate {
  const lastDay = nextBusinessDay(due, localHolidays);
  // Requested in time but registered too late: the subscriber does not pay for the bank's hours.
  if (paymentDay > lastDay) return paymentDay;
  // Due on Saturday, requested on Sunday: still in time, but banks refuse a due date before the day of issue.
  return due < today ? lastDay : due;
}

function discountInForce(
  invoice: InvoiceTerms,
  dueDate: IsoDate,
  today: IsoDate,
  paymentDay: IsoDate,
  localHolidays?: LocalHolidays,
): Discount | undefined {
  const { discountCents = 0, discountUntil: until = invoice.dueDate } = invoice;
  // Not offered if the boleto cannot be paid before the discount ends.
  if (discountCents <= 0 || isOverdue(until, paymentDay, localHolidays)) return undefined;
  const reachable = until < today ? nextBusinessDay(until, localHolidays) : until;
  return { discountCents, discountUntil: reachable < dueDate ? reachable : dueDate };
}

function overdueTerms({ invoice, contract, localHolidays }: BoletoRequest, paymentDay: IsoDate): BoletoTerms {
  // The abatement comes off first: it is not owed, so it must not bear charges.
  const owed = owedCents(invoice.amountCents, invoice.abatementCents);
  const { partPayments = [] } = invoice;
  const rest = restOf({ principalCents: owed }, partPayments);
  const charges = chargesOn({
    ...contract,
    principalCents: owed,
    partPayments,
    dueDate: invoice.dueDate,
    on: paymentDay,
    localHolidays,
  });
  // Charges that were due with an earlier part payment are part of what was left.
  const principalCents = rest.principalCents + rest.multaCents + rest.jurosCents;
  const multaCents = charges.multaCents - rest.multaCents;
  const jurosCents = charges.jurosCents - rest.jurosCents;
  return {
    dueDate: paymentDay,
    principalCents,
    multaCents,
    jurosCents,
    amountCents: principalCents + multaCents + jurosCents,
    overdue: true,
    // The amount includes the multa, and juros accrue on the principal: no charges on charges.
    multaIsento: true,
    multaBasisPoints: 0,
    jurosPerDayCents: jurosPerDayCents(rest.principalCents, contract.jurosBasisPointsMonth),
    abatementCents: 0,
    rolledOver: false,
  };
}
