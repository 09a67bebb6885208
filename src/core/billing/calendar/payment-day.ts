import type { BankHours } from "../offers/bank-wallet.ts";
import { businessDayAfter, isBusinessDay, type LocalHolidays, nextBusinessDay } from "./calendar.ts";
import { addDays, type IsoDate } from "./iso-date.ts";
import { localDate, localDateTime } from "./local-time.ts";
import type { Place } from "./place.ts";
import { brasilia } from "./zone.ts";

/**
 * Returns the first business day of a place on which a boleto that is requested now can be paid: its registration ends
 * before the cut-off of the bank, which is in Brasília's time.
 */
export function firstPaymentDay(now: Date, bank: BankHours, { zone, localHolidays }: Place): IsoDate {
  const readyAt = new Date(now.getTime() + bank.windowSeconds * 1000);
  const day = localDate(readyAt, zone);
  if (!isBusinessDay(day, localHolidays)) return nextBusinessDay(day, localHolidays);
  return readyAt <= localDateTime(day, bank.cutOff, brasilia) ? day : businessDayAfter(day, localHolidays);
}

/**
 * Returns the day on which a bank is expected to have registered a boleto that is sent by file (CNAB 240): one business
 * day after the bank takes the file. The bank takes it today, or on the next business day if today is none or the
 * cut-off has passed.
 */
export function fileRegistrationDay(now: Date, cutOff: string, place: Place): IsoDate {
  return businessDayAfter(firstPaymentDay(now, { cutOff, windowSeconds: 0 }, place), place.localHolidays);
}

/**
 * Returns the last day on which a bank accepts payment. This is never before the first business day from the due date
 * on.
 */
export function payableUntil(dueDate: IsoDate, daysAfterDue: number, localHolidays: LocalHolidays = []): IsoDate {
  const limit = addDays(dueDate, daysAfterDue);
  const inTime = nextBusinessDay(dueDate, localHolidays);
  return limit < inTime ? inTime : limit;
}

/**
 * Returns the day on which a bank books what was paid at another bank: the business day after the one on which the
 * payment counts (Sicoob, "API de Cobrança Bancária V3", and Banco do Brasil, "Cobranças" 2.17: settlement in D+1).
 */
export function settlementDay(paidOn: IsoDate, localHolidays: LocalHolidays = []): IsoDate {
  return businessDayAfter(nextBusinessDay(paidOn, localHolidays), localHolidays);
}

/** Returns the most recent cut-off (`HH:MM`, Brasília's time) on a business day; at the latest, now. */
export function lastCutOff(now: Date, cutOff: string): Date {
  let day = localDate(now, brasilia);
  while (!isBusinessDay(day) || localDateTime(day, cutOff, brasilia) > now) day = addDays(day, -1);
  return localDateTime(day, cutOff, brasilia);
}
