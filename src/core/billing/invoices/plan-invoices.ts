import { monthName } from "../calendar/date-words.ts";
import { addDays, type IsoDate } from "../calendar/iso-date.ts";
import { addMonths, dayIn, daysIn, daysOfService, type Month, monthOf } from "../calendar/month.ts";
import { ratioHalfUp } from "../money/money.ts";

/** Why a month was not billed, in words for the operator. */
export const skipReasons: Readonly<Record<SkipReason, string>> = {
  "has-invoice": "já existe outra fatura do contrato com vencimento no mesmo mês",
  "no-amount": "os dias de serviço não chegam a um centavo",
};

/** How a contract is billed whose invoices are made here. */
export interface BillingPlan {
  priceCents: number;
  /** Discount for punctuality (desconto por pontualidade) for a whole month. It is less than the price. */
  discountCents: number;
  /** The day on which invoices are due, 1 to 31; in a shorter month, the last day. */
  dueDay: number;
  /** How many days before its due date an invoice is made. */
  daysBefore: number;
  /** The first month of use that is billed. */
  from: Month;
  /** The first and the last day of service, if there are such limits. */
  startsOn?: IsoDate;
  endsOn?: IsoDate;
}

/**
 * An invoice that the contract already has. `competence` is the month of use that it bills; absent if another system
 * made the invoice.
 */
export interface KnownInvoice {
  competence?: Month;
  dueDate: IsoDate;
}

/** An invoice for one month of use (`competence`). It has to be made on `madeOn`. */
export interface PlannedInvoice {
  competence: Month;
  madeOn: IsoDate;
  dueDate: IsoDate;
  amountCents: number;
  discountCents: number;
  description: string;
}

/**
 * `has-invoice`: an invoice of another system is due in the same month. `no-amount`: the amount for the days of service
 * rounds to zero.
 */
export type SkipReason = "has-invoice" | "no-amount";

export interface SkippedMonth {
  competence: Month;
  reason: SkipReason;
}

/** Returns the oldest month of use that is still billed. Older months are left to the operator. */
export function oldestBilled(today: IsoDate): Month {
  return addMonths(monthOf(today), -12);
}

/**
 * Plans the invoices of a contract that have to be made up to a day (`until`). There is one for each month of use, due
 * in the month after. An invoice that should have been made earlier is made today; if even its due date has passed, it
 * is due `daysBefore` days from today, so that the subscriber has the usual time.
 */
export function planInvoices(
  plan: BillingPlan,
  known: readonly KnownInvoice[],
  { today, until = today }: { today: IsoDate; until?: IsoDate },
): { planned: PlannedInvoice[]; skipped: SkippedMonth[] } {
  const planned: PlannedInvoice[] = [];
  const skipped: SkippedMonth[] = [];
  const end = plan.endsOn && monthOf(plan.endsOn);
  for (let month = startOf(plan, oldestBilled(today)); end === undefined || month <= end; month = addMonths(month, 1)) {
    const agreed = dayIn(addMonths(month, 1), plan.dueDay);
    const makeOn = addDays(agreed, -plan.daysBefore);
    if (makeOn > until) break;
    if (known.some(({ competence }) => competence === month)) continue;
    const reason = skipReason(plan, known, month);
    if (reason) skipped.push({ competence: month, reason });
    else planned.push(invoiceOf(plan, month, { agreed, madeOn: makeOn < today ? today : makeOn }));
  }
  return { planned, skipped };
}

function startOf({ from, startsOn }: BillingPlan, oldest: Month): Month {
  const starts = startsOn ? monthOf(startsOn) : from;
  const first = starts > from ? starts : from;
  return first > oldest ? first : oldest;
}

function skipReason(plan: BillingPlan, known: readonly KnownInvoice[], month: Month): SkipReason | undefined {
  const dueMonth = addMonths(month, 1);
  if (known.some(({ competence, dueDate }) => competence === undefined && monthOf(dueDate) === dueMonth))
    return "has-invoice";
  return amountOf(plan, month) === 0 ? "no-amount" : undefined;
}

function invoiceOf(
  plan: BillingPlan,
  month: Month,
  { agreed, madeOn }: { agreed: IsoDate; madeOn: IsoDate },
): PlannedInvoice {
  const amountCents = amountOf(plan, month);
  const days = daysOfService(month, plan.startsOn, plan.endsOn);
  const part = days < daysIn(month) ? ` (${days} ${days === 1 ? "dia" : "dias"})` : "";
  return {
    competence: month,
    madeOn,
    dueDate: agreed < madeOn ? addDays(madeOn, plan.daysBefore) : agreed,
    amountCents,
    // Because it is rounded separately, the discount could reach the amount. At least one cent must remain.
    discountCents: Math.min(share(plan.discountCents, plan, month), amountCents - 1),
    description: `uso de ${monthName(month)}${part}`,
  };
}

const amountOf = (plan: BillingPlan, month: Month) => share(plan.priceCents, plan, month);

/** Returns the part of a monthly sum that falls on the days of service, rounded half up to the cent. */
function share(cents: number, { startsOn, endsOn }: BillingPlan, month: Month): number {
  return ratioHalfUp([cents, daysOfService(month, startsOn, endsOn)], daysIn(month));
}
