import type { IsoDate } from "../calendar/iso-date.ts";
import { localDateTime } from "../calendar/local-time.ts";
import { fileRegistrationDay } from "../calendar/payment-day.ts";
import type { Place } from "../calendar/place.ts";
import type { Zone } from "../calendar/zone.ts";
import type { BankWallet } from "./bank-wallet.ts";

/** Promise to the subscriber when a boleto will be ready: a moment, or a day if the bank registers by file. */
export type RegistrationPromise = { kind: "moment"; at: Date } | { kind: "day"; on: IsoDate };

/** Returns the moment by which a promise has to be kept; for a day, 20:00 in a zone. */
export function promisedAt(promise: RegistrationPromise, zone: Zone): Date {
  return promise.kind === "moment" ? promise.at : localDateTime(promise.on, "20:00", zone);
}

/** Returns the promise for a boleto requested now. */
export function registrationPromise(
  bank: Pick<BankWallet, "registersBy" | "windowSeconds" | "cutOff">,
  now: Date,
  place: Place,
): RegistrationPromise {
  if (bank.registersBy === "cnab240") return { kind: "day", on: fileRegistrationDay(now, bank.cutOff, place) };
  return { kind: "moment", at: new Date(now.getTime() + bank.windowSeconds * 1000) };
}
