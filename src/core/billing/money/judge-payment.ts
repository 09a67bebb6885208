import { isBusinessDay, type LocalHolidays } from "../calendar/calendar.ts";
import { addDays, type IsoDate } from "../calendar/iso-date.ts";
import type { ContractTerms } from "../invoices/contract.ts";
import type { InvoiceTerms } from "../invoices/invoice.ts";
import { amountOn, type RegisteredTerms } from "./amount-on.ts";
import { chargesOn } from "./charges.ts";
import { owedCents } from "./money.ts";
import { type PartPayment, restOf } from "./part-payments.ts";

/** A payment of an open invoice, and what decides whether it covers what was due. */
export interface PaymentToJudge {
  amountCents: number;
  paidOn: IsoDate;
  /** Invoice with its earlier part payments, and its contract. */
  invoice: InvoiceTerms;
  contract: ContractTerms;
  /** What the paid boleto was registered with. */
  boleto: RegisteredTerms & {
    /** Its amount without `chargedCents`. Absent if it was issued elsewhere: its amount is then trusted. */
    principalCents?: number;
    /** Late charges in its amount, that had not been due with an earlier part payment. */
    chargedCents: number;
  };
  localHolidays: LocalHolidays;
  /** What the provider lets go if it is missing. */
  toleranceCents: number;
}

/** Result for a payment: `differenceCents` is what was paid too much, or below zero what is missing. */
export interface JudgedPayment {
  outcome: "settled" | "parcial";
  differenceCents: number;
  /** Late charges that were due with a part payment. */
  multaCents: number;
  jurosCents: number;
}

/** Banks may round multa and juros differently. */
const roundingCents = 5;
/** A bank may report the day of the credit, which is up to two business days after the payment. */
const creditDays = 2;

/**
 * Judges whether a payment covers what was due on its day. What the boleto itself did not ask for, such as the fractions
 * of juros a day, is not missing. Nor are charges, or a discount, that depend on which of the last two business days the
 * payment was made.
 */
export function judgePayment(payment: PaymentToJudge): JudgedPayment {
  const { amountCents, paidOn, localHolidays } = payment;
  const earliest = businessDaysBefore(paidOn, creditDays, localHolidays);
  const due = dueOn(payment, earliest);
  const forgiven = Math.min(roundingCents, due.chargesCents) + payment.toleranceCents;
  if (amountCents + forgiven < due.leastCents) return partOf(payment, earliest, due);
  const most = mostDue(payment, paidOn);
  const over = amountCents > most + roundingCents ? amountCents - most : 0;
  return { outcome: "settled", differenceCents: over, multaCents: 0, jurosCents: 0 };
}

interface Due {
  /** The least that settles the invoice. */
  leastCents: number;
  chargesCents: number;
  multaCents: number;
  jurosCents: number;
}

/** What was due on a day: by the contract, or less if the boleto asked for less. */
function dueOn(payment: PaymentToJudge, on: IsoDate): Due {
  const { invoice, boleto, localHolidays } = payment;
  const ours = oursOn(payment, on);
  const rest = restOf(invoiceDebt(invoice), invoice.partPayments);
  const asked = amountOn(boleto, on, localHolidays);
  const boletoOwed = owedCents(boleto.amountCents, boleto.abatementCents);
  const askedCharges = boleto.chargedCents + Math.max(0, asked - boletoOwed);
  // Of the charges that arose since the last payment, only those that the boleto asked for.
  const multaCents = Math.min(ours.multaCents - rest.multaCents, askedCharges);
  const jurosCents = Math.min(ours.jurosCents - rest.jurosCents, askedCharges - multaCents);
  const leftCents = rest.principalCents + rest.multaCents + rest.jurosCents;
  const notAskedCents = Math.max(0, leftCents - (boleto.principalCents ?? leftCents));
  return {
    leastCents: Math.min(ours.totalCents, asked + notAskedCents),
    chargesCents: multaCents + jurosCents,
    multaCents,
    jurosCents,
  };
}

function partOf(payment: PaymentToJudge, on: IsoDate, { multaCents, jurosCents }: Due): JudgedPayment {
  const { amountCents, paidOn, invoice } = payment;
  const part: PartPayment = { amountCents, paidOn, multaCents, jurosCents };
  const partPayments = [...(invoice.partPayments ?? []), part];
  const { principalCents, ...unpaid } = restOf(invoiceDebt(invoice), partPayments);
  const { discountCents } = oursOn({ ...payment, invoice: { ...invoice, partPayments } }, on);
  const missing = principalCents + unpaid.multaCents + unpaid.jurosCents - discountCents;
  return { outcome: "parcial", differenceCents: -missing, multaCents, jurosCents };
}

/** The most that could have been asked for on a day; more was overpaid. */
function mostDue(payment: PaymentToJudge, on: IsoDate): number {
  const { boleto, invoice, localHolidays } = payment;
  const owed = owedCents(boleto.amountCents, boleto.abatementCents);
  const asked = Math.max(owed, amountOn(boleto, on, localHolidays));
  if (!invoice.partPayments?.length) return asked;
  // A boleto for the full amount, paid after a part of the invoice: the part came twice.
  const undiscounted = oursOn({ ...payment, invoice: { ...invoice, discountCents: 0 } }, on).totalCents;
  return Math.min(asked, undiscounted);
}

const oursOn = ({ invoice, contract, localHolidays }: PaymentToJudge, on: IsoDate) =>
  chargesOn({ ...invoice, ...contract, principalCents: invoice.amountCents, on, localHolidays });

const invoiceDebt = ({ amountCents: principalCents, abatementCents }: InvoiceTerms) => ({
  principalCents,
  abatementCents,
});

function businessDaysBefore(date: IsoDate, count: number, localHolidays: LocalHolidays): IsoDate {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, -1);
    if (isBusinessDay(day, localHolidays)) left--;
  }
  return day;
}
