import type { BankCode } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";
import { layoutOf } from "./layout-of.ts";

/**
 * Returns the year to which the sequence numbers of a bank wallet belong; null at a bank where they do not start again
 * each year.
 */
export function numberingYear(bankCode: BankCode, today: IsoDate): number | null {
  return layoutOf(bankCode)?.nossoNumero.yearly ? Number(today.slice(0, 4)) : null;
}
