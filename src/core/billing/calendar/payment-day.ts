import type { BankHours } from "../offers/bank-wallet.ts";
import { businessDayAfter, isBusinessDay, type LocalHolidays, nextBusinessDay } from "./calendar.ts";
import { addDays, type IsoDate } from "./iso-date.ts";
import { localDate, localDateTime } from "./local-time.ts";

/** The first business day on which a boleto asked for now is registered at or before the bank's cut-off. */
export function firstPaymentDay(now: Date, bank: BankHours, localHolidays: LocalHolidays = []): IsoDate {
  const readyAt = new Date(now.getTime() + bank.windowSeconds * 1000);
  const day = localDate(readyAt);
  if (!isBusinessDay(day, localHolidays)) return nextBusinessDay(day, localHolidays);
  return readyAt <= localDateTime(day, bank.cutOff) ? day : businessDayAfter(day, localHolidays);
}

/**
 * The day on which a bank that registers by file (CNAB 240) is expected to have done so: the business day after the
 * one on which the bank takes the file, which is today, or the next one when today is none or its cut-off is over.
 */
export function fileRegistrationDay(now: Date, cutOff: string, localHolidays: LocalHolidays = []): IsoDate {
  return businessDayAfter(firstPaymentDay(now, { cutOff, windowSeconds: 0 }, localHolidays), localHolidays);
}

/** The last day on which a bank takes a boleto: never before the first business day from its due date on is over. */
export function payableUntil(dueDate: IsoDate, daysAfterDue: number, localHolidays: LocalHolidays = []): IsoDate {
  const limit = addDays(dueDate, daysAfterDue);
  const inTime = nextBusinessDay(dueDate, localHolidays);
  return limit < inTime ? inTime : limit;
}

/** The last moment at which a bank's day ended: its cut-off (`HH:MM`) of the latest business day on which it is over. */
export function lastCutOff(now: Date, cutOff: string): Date {
  let day = localDate(now);
  while (!isBusinessDay(day) || localDateTime(day, cutOff) > now) day = addDays(day, -1);
  return localDateTime(day, cutOff);
}
