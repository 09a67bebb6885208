import { type LocalHolidays, nextBusinessDay } from "../calendar/calendar.ts";
import type { IsoDate } from "../calendar/iso-date.ts";
import { localDate } from "../calendar/local-time.ts";
import { firstPaymentDay } from "../calendar/payment-day.ts";
import type { ContractTerms } from "../invoices/contract.ts";
import type { InvoiceTerms } from "../invoices/invoice.ts";
import type { BankHours } from "../offers/bank-wallet.ts";
import type { BoletoTerms, Discount } from "./boleto-terms.ts";
import { chargesOn, isOverdue, jurosPerDayCents, owedCents } from "./charges.ts";

/** A boleto asked for now. */
export interface BoletoRequest {
  invoice: InvoiceTerms;
  contract: ContractTerms;
  bank: BankHours;
  now: Date;
  localHolidays?: LocalHolidays;
}

/**
 * The due date and amount that a new boleto gets. Three cases: the due date can still be kept; it can not, though the
 * subscriber asked in time (next business day, nothing charged); it is over (charges up to the day of payment).
 */
export function newBoletoTerms(request: BoletoRequest): BoletoTerms {
  const { invoice, bank, now, localHolidays } = request;
  const today = localDate(now);
  const paymentDay = firstPaymentDay(now, bank, localHolidays);
  return isOverdue(invoice.dueDate, today, localHolidays)
    ? overdueTerms(request, paymentDay)
    : punctualTerms(request, today, paymentDay);
}

function punctualTerms(request: BoletoRequest, today: IsoDate, paymentDay: IsoDate): BoletoTerms {
  const { invoice, contract, localHolidays } = request;
  const dueDate = punctualDueDate(invoice.dueDate, today, paymentDay, localHolidays);
  const discount = discountInForce(invoice, dueDate, today, paymentDay, localHolidays);
  const abatementCents = invoice.abatementCents ?? 0;
  const owed = owedCents(invoice.amountCents, abatementCents);
  return {
    dueDate,
    principalCents: invoice.amountCents,
    multaCents: 0,
    jurosCents: 0,
    amountCents: invoice.amountCents,
    overdue: false,
    multaIsento: contract.multaBasisPoints === 0,
    multaBasisPoints: contract.multaBasisPoints,
    jurosPerDayCents: jurosPerDayCents(owed, contract.jurosBasisPointsMonth),
    ...(discount && { discount }),
    abatementCents,
    rolledOver: dueDate !== invoice.dueDate,
  };
}

function punctualDueDate(due: IsoDate, today: IsoDate, paymentDay: IsoDate, localHolidays?: LocalHolidays): IsoDate {
  const lastDay = nextBusinessDay(due, localHolidays);
  // Asked in time, but registered too late to be paid in time: the bank's hours are not the subscriber's fault.
  if (paymentDay > lastDay) return paymentDay;
  // Due on Saturday, asked on Sunday: still in time, but banks refuse a due date before the day of issue.
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
  // A discount that nobody can reach any more is not promised.
  if (discountCents <= 0 || isOverdue(until, paymentDay, localHolidays)) return undefined;
  const reachable = until < today ? nextBusinessDay(until, localHolidays) : until;
  return { discountCents, discountUntil: reachable < dueDate ? reachable : dueDate };
}

function overdueTerms({ invoice, contract, localHolidays }: BoletoRequest, paymentDay: IsoDate): BoletoTerms {
  // The abatement is taken off before the charges, so that none falls on what is not owed.
  const principalCents = owedCents(invoice.amountCents, invoice.abatementCents);
  const { multaCents, jurosCents } = chargesOn({
    ...contract,
    principalCents,
    dueDate: invoice.dueDate,
    on: paymentDay,
    ...(localHolidays && { localHolidays }),
  });
  return {
    dueDate: paymentDay,
    principalCents,
    multaCents,
    jurosCents,
    amountCents: principalCents + multaCents + jurosCents,
    overdue: true,
    // The multa is in the amount, and juros run on the principal: no charge on a charge.
    multaIsento: true,
    multaBasisPoints: 0,
    jurosPerDayCents: jurosPerDayCents(principalCents, contract.jurosBasisPointsMonth),
    abatementCents: 0,
    rolledOver: false,
  };
}
