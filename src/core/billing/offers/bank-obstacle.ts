import { apiLimits } from "../bank-apis.ts";
import { nextBusinessDay } from "../calendar/calendar.ts";
import { addDays, type IsoDate } from "../calendar/iso-date.ts";
import { localDate, localDateTime } from "../calendar/local-time.ts";
import { fileRegistrationDay } from "../calendar/payment-day.ts";
import type { Place } from "../calendar/place.ts";
import { brasilia } from "../calendar/zone.ts";
import type { BoletoTerms } from "../money/boleto-terms.ts";
import type { BankWallet, NossoNumeroRange } from "./bank-wallet.ts";

/** Reason, for the operator, why a bank wallet cannot issue a boleto now. */
export type BankObstacle =
  | "inactive"
  | "in-trouble"
  | "below-minimum"
  | "above-maximum"
  | "nothing-left"
  | "abatement"
  | "discount"
  | "due-today-too-late"
  | "range-exhausted"
  | "registered-too-late";

/** The bar code holds ten digits. */
const barcodeMaxCents = 9_999_999_999;

/** Returns the first reason why a bank wallet cannot issue this boleto now; undefined if it can. */
export function bankObstacle(
  bank: BankWallet,
  terms: BoletoTerms,
  invoiceDueDate: IsoDate,
  now: Date,
  place: Place,
): BankObstacle | undefined {
  if (!bank.active) return "inactive";
  const limits = apiLimits(bank);
  if (terms.amountCents < Math.max(1, bank.minCents ?? 0, limits.minCents ?? 0)) return "below-minimum";
  if (terms.amountCents > Math.min(barcodeMaxCents, bank.maxCents ?? barcodeMaxCents)) return "above-maximum";
  if (terms.abatementCents + (terms.discount?.discountCents ?? 0) >= terms.amountCents) return "nothing-left";
  if (limits.noAbatement && terms.abatementCents > 0) return "abatement";
  if (limits.discountsEndBeforeDue && terms.discount && terms.discount.discountUntil !== addDays(terms.dueDate, -1))
    return "discount";
  if (
    limits.dueTodayUntil &&
    terms.dueDate === localDate(now, brasilia) &&
    now > endOf(terms.dueDate, limits.dueTodayUntil)
  )
    return "due-today-too-late";
  if (bank.inTroubleUntil && bank.inTroubleUntil > now) return "in-trouble";
  if (!bank.bankNumbers && isExhausted(bank.nossoNumero, Number(localDate(now, brasilia).slice(0, 4))))
    return "range-exhausted";
  if (bank.registersBy === "cnab240" && isFileTooLate(bank, terms, invoiceDueDate, now, place))
    return "registered-too-late";
  return undefined;
}

/** Returns the end of a minute of a day at the bank. */
const endOf = (date: IsoDate, time: string) => new Date(localDateTime(date, time, brasilia).getTime() + 59_999);

function isExhausted({ from, to, next, year }: NossoNumeroRange, thisYear: number): boolean {
  const free = year !== undefined && year !== thisYear ? from : next;
  return free > to;
}

function isFileTooLate(
  bank: BankWallet,
  terms: BoletoTerms,
  invoiceDueDate: IsoDate,
  now: Date,
  place: Place,
): boolean {
  const registeredOn = fileRegistrationDay(now, bank.cutOff, place);
  if (registeredOn < terms.dueDate) return false;
  // Unless due today or earlier, registration on the due date is still in time; after it, payment would be late.
  return (
    invoiceDueDate <= localDate(now, place.zone) || registeredOn > nextBusinessDay(terms.dueDate, place.localHolidays)
  );
}
