import type { BankCode } from "../bank-code.ts";

/** How boletos reach the bank. `cnab240` takes a business day, the others the registration window. */
export type RegistersBy = "sandbox" | "api" | "cnab240";

/** Sequence numbers reserved for Faturabot. At most 15 digits at any bank, so a JavaScript number is exact. */
export interface NossoNumeroRange {
  from: number;
  to: number;
  /** The next number to assign; `to + 1` if the range is exhausted. */
  next: number;
  /** The year that `next` belongs to, at a bank that restarts the sequence each year (Sicredi). */
  year?: number;
}

/** Hours that decide whether a boleto can be registered and paid on the same day. */
export interface BankHours {
  /** Time of the bank's daily cut-off, `HH:MM` in Brasília's time. */
  cutOff: string;
  /** Time from the registration request until the boleto can be paid. */
  windowSeconds: number;
}

/** An account at a bank, reduced to what offers and terms need. */
export interface BankWallet extends BankHours {
  id: string;
  bankCode: BankCode;
  /** The bank's spoken name: "Itaú". */
  name: string;
  active: boolean;
  /** Limits of a boleto's amount, both inclusive. */
  minCents?: number;
  maxCents?: number;
  /** Days after the due date on which the bank still accepts payment. */
  daysAfterDue: number;
  registersBy: RegistersBy;
  /** The bank assigns the nosso número, so `nossoNumero` is not used. */
  bankNumbers: boolean;
  /** The bank's API is failing and is not called before this moment. */
  inTroubleUntil?: Date;
  nossoNumero: NossoNumeroRange;
}
