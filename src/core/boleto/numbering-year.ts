import { banks } from "../banks.ts";
import type { BankCode } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";

/** Returns the year in which a bank wallet counts its numbers; null at a bank whose numbers do not restart each year. */
export function numberingYear(bankCode: BankCode, today: IsoDate): number | null {
  return banks[bankCode].layout.nossoNumero.yearly ? Number(today.slice(0, 4)) : null;
}
