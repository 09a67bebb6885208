import type { BankCode } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { Movement } from "./movements.ts";
import type { FileLine } from "./split-lines.ts";

/** What a return file says of one title: its T, its U and whatever came with them. */
export interface ReturnTitle {
  line: number;
  bankCode: BankCode;
  /** The movement's code. */
  code: string;
  movement: Movement;
  /** As it stands in the file. */
  nossoNumero: string;
  /** Every nosso número of ours that it may be. */
  numbers: readonly string[];
  seuNumero: string;
  /** Our boleto's id, where the bank gave it back. */
  boletoId?: string;
  dueDate?: IsoDate;
  amountCents: number;
  paidCents: number;
  jurosCents: number;
  discountCents: number;
  feeCents: number;
  occurredOn?: IsoDate;
  creditedOn?: IsoDate;
  /** Code and words. */
  reasons: readonly string[];
  reasonCodes: readonly string[];
  /** Other segments, as they stand in the file. */
  extras: readonly FileLine[];
}
