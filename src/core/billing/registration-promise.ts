import type { BankWallet } from "./bank-wallet.ts";
import type { LocalHolidays } from "./calendar.ts";
import type { IsoDate } from "./iso-date.ts";
import { fileRegistrationDay } from "./payment-day.ts";

/** Until when a boleto will be ready, as told to the subscriber: a moment, or a day at banks by file. */
export type RegistrationPromise = { kind: "moment"; at: Date } | { kind: "day"; on: IsoDate };

/** The promise that a bank wallet allows for a boleto asked for now. */
export function registrationPromise(
  bank: Pick<BankWallet, "registersBy" | "windowSeconds" | "cutOff">,
  now: Date,
  localHolidays?: LocalHolidays,
): RegistrationPromise {
  if (bank.registersBy === "cnab240") return { kind: "day", on: fileRegistrationDay(now, bank.cutOff, localHolidays) };
  return { kind: "moment", at: new Date(now.getTime() + bank.windowSeconds * 1000) };
}
