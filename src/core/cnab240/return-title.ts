import type { BankCode } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { Movement } from "./movements.ts";
import type { FileLine } from "./split-lines.ts";

/** A title in a return file: its segments T and U, and any that follow. */
export interface ReturnTitle {
  line: number;
  bankCode: BankCode;
  /** Movement code. */
  code: string;
  movement: Movement;
  /** Verbatim from the file. */
  nossoNumero: string;
  /** Every nosso número, as stored here, that the field may mean. */
  numbers: readonly string[];
  seuNumero: string;
  /** Our boleto's id, if the bank returned it. */
  boletoId?: string;
  dueDate?: IsoDate;
  amountCents: number;
  paidCents: number;
  jurosCents: number;
  discountCents: number;
  feeCents: number;
  occurredOn?: IsoDate;
  creditedOn?: IsoDate;
  /** Each reason code with its explanation. */
  reasons: readonly string[];
  reasonCodes: readonly string[];
  /** Other segments, verbatim from the file. */
  extras: readonly FileLine[];
}
