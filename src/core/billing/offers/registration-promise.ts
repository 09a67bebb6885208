import type { LocalHolidays } from "../calendar/calendar.ts";
import type { IsoDate } from "../calendar/iso-date.ts";
import { localDateTime } from "../calendar/local-time.ts";
import { fileRegistrationDay } from "../calendar/payment-day.ts";
import type { BankWallet } from "./bank-wallet.ts";

/** Until when a boleto will be ready, as told to the subscriber: a moment, or a day at banks by file. */
export type RegistrationPromise = { kind: "moment"; at: Date } | { kind: "day"; on: IsoDate };

/** The moment from which on a promise is broken: of a day, its evening. */
export function promisedAt(promise: RegistrationPromise): Date {
  return promise.kind === "moment" ? promise.at : localDateTime(promise.on, "20:00");
}

/** The promise that a bank wallet allows for a boleto asked for now. */
export function registrationPromise(
  bank: Pick<BankWallet, "registersBy" | "windowSeconds" | "cutOff">,
  now: Date,
  localHolidays?: LocalHolidays,
): RegistrationPromise {
  if (bank.registersBy === "cnab240") return { kind: "day", on: fileRegistrationDay(now, bank.cutOff, localHolidays) };
  return { kind: "moment", at: new Date(now.getTime() + bank.windowSeconds * 1000) };
}
