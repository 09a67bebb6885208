import type { BankCode } from "../bank-code.ts";

/** How a bank wallet's boletos reach the bank. `cnab240` registers by business day, the others within a window. */
export type RegistersBy = "sandbox" | "api" | "cnab240";

/** The numbers that belong to Faturabot alone. No bank's sequence has more than 15 digits, so they are exact. */
export interface NossoNumeroRange {
  from: number;
  to: number;
  /** The next one to be given out; `to + 1` when exhausted. */
  next: number;
  /** Where the bank starts afresh each year (Sicredi): the year that `next` belongs to. */
  year?: number;
}

/** When a bank can still register a boleto so that it is paid the same day. */
export interface BankHours {
  /** Local time, `HH:MM`. */
  cutOff: string;
  /** From asking the bank to the moment the boleto can be paid. */
  windowSeconds: number;
}

/** One account at one bank, as far as offers and terms need it. */
export interface BankWallet extends BankHours {
  id: string;
  bankCode: BankCode;
  /** The bank's spoken name: "Itaú". */
  name: string;
  active: boolean;
  /** Limits of a boleto's amount, both inclusive. */
  minCents?: number;
  maxCents?: number;
  /** Days that the bank takes payment after the due date. */
  daysAfterDue: number;
  registersBy: RegistersBy;
  /** The bank gives the nosso número: no range is used up. */
  bankNumbers: boolean;
  /** The bank's API does not work now: it is not called before then. */
  inTroubleUntil?: Date;
  nossoNumero: NossoNumeroRange;
}
