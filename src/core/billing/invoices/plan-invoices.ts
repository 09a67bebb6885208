import { monthName } from "../calendar/date-words.ts";
import { addDays, type IsoDate } from "../calendar/iso-date.ts";
import { addMonths, dayIn, daysIn, daysOfService, type Month, monthOf } from "../calendar/month.ts";
import { ratioHalfUp } from "../money/money.ts";

/** Why a month was not billed, for the operator. */
export const skipReasons: Readonly<Record<SkipReason, string>> = {
  "has-invoice": "já existe outra fatura do contrato com vencimento no mesmo mês",
  "no-amount": "os dias de serviço não chegam a um centavo",
};

/** What a contract that is billed here asks for. */
export interface BillingPlan {
  priceCents: number;
  /** Desconto por pontualidade of a whole month, less than the price. */
  discountCents: number;
  /** 1 to 31; a shorter month's last day where it has no such day. */
  dueDay: number;
  /** So many days before it is due the invoice is made. */
  daysBefore: number;
  /** First month of use that is billed. */
  from: Month;
  /** First and last day of service. */
  startsOn?: IsoDate;
  endsOn?: IsoDate;
}

/** An invoice of the contract that is there already: made for a month here, or by another system. */
export interface KnownInvoice {
  competence?: Month;
  dueDate: IsoDate;
}

/** Fatura of a month of use, to be made on a day. */
export interface PlannedInvoice {
  competence: Month;
  madeOn: IsoDate;
  dueDate: IsoDate;
  amountCents: number;
  discountCents: number;
  description: string;
}

/** Why a month is not billed: another system's invoice is due in the same month, or its days come to no cent. */
export type SkipReason = "has-invoice" | "no-amount";

/** A month that is not billed. */
export interface SkippedMonth {
  competence: Month;
  reason: SkipReason;
}

/** The oldest month of use that is still billed on a day: what lies further back is for a person to look at. */
export function oldestBilled(today: IsoDate): Month {
  return addMonths(monthOf(today), -12);
}

/**
 * The months of use of a contract that are to be billed until a day, each once. The use of a month is due in the next
 * one. What should have been made before today is made today; where it was due before today, it is due as many days
 * after as it would have been known before.
 */
export function planInvoices(
  plan: BillingPlan,
  known: readonly KnownInvoice[],
  { today, until = today }: { today: IsoDate; until?: IsoDate },
): { planned: PlannedInvoice[]; skipped: SkippedMonth[] } {
  const planned: PlannedInvoice[] = [];
  const skipped: SkippedMonth[] = [];
  const end = plan.endsOn && monthOf(plan.endsOn);
  for (let month = firstOf(plan, oldestBilled(today)); end === undefined || month <= end; month = addMonths(month, 1)) {
    const agreed = dayIn(addMonths(month, 1), plan.dueDay);
    const makeOn = addDays(agreed, -plan.daysBefore);
    if (makeOn > until) break;
    if (known.some(({ competence }) => competence === month)) continue;
    const reason = obstacle(plan, known, month);
    if (reason) skipped.push({ competence: month, reason });
    else planned.push(invoiceOf(plan, month, { agreed, madeOn: makeOn < today ? today : makeOn }));
  }
  return { planned, skipped };
}

function firstOf({ from, startsOn }: BillingPlan, oldest: Month): Month {
  const starts = startsOn ? monthOf(startsOn) : from;
  const first = starts > from ? starts : from;
  return first > oldest ? first : oldest;
}

function obstacle(plan: BillingPlan, known: readonly KnownInvoice[], month: Month): SkipReason | undefined {
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
    // Rounded alone it could reach the amount: something is always left to be paid.
    discountCents: Math.min(share(plan.discountCents, plan, month), amountCents - 1),
    description: `uso de ${monthName(month)}${part}`,
  };
}

const amountOf = (plan: BillingPlan, month: Month) => share(plan.priceCents, plan, month);

/** The part of a month's sum that falls on the days of service, half up to the cent. */
function share(cents: number, { startsOn, endsOn }: BillingPlan, month: Month): number {
  return ratioHalfUp([cents, daysOfService(month, startsOn, endsOn)], daysIn(month));
}
