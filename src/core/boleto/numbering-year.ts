import { banks } from "../banks.ts";
import type { BankCode } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";

/**
 * Returns the year to which the sequence numbers of a bank wallet belong; null at a bank where they do not start again
 * each year.
 */
export function numberingYear(bankCode: BankCode, today: IsoDate): number | null {
  return banks[bankCode].layout.nossoNumero.yearly ? Number(today.slice(0, 4)) : null;
}
