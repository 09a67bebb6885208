import type { BankCode } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { Movement } from "./movements.ts";
import type { FileLine } from "./split-lines.ts";

/** A fault in a line, with a sentence for the operator. */
export interface LineProblem {
  line: number;
  message: string;
}

/** One meaning of the field of the nosso número; parts that the bank does not write are absent. */
export interface ReturnedNumber {
  /** The nosso número as stored here. */
  number: string;
  dv?: string;
  carteira?: string;
}

/** Whose a title is, as the file says it. Parts that the bank left blank or zero are absent. */
export interface NamedOwner {
  document?: string;
  agencia?: string;
  conta?: string;
  /** Código do beneficiário or convênio. */
  beneficiario?: string;
}

/** A title in a return file: segments T and U of CNAB 240, or a detail of CNAB 400, and the lines that follow. */
export interface ReturnTitle {
  line: number;
  bankCode: BankCode;
  /** Movement code. */
  code: string;
  movement: Movement;
  /** Verbatim from the file. */
  nossoNumero: string;
  /** Every meaning that the field may have. */
  numbers: readonly ReturnedNumber[];
  owner: NamedOwner;
  seuNumero: string;
  /** "Uso da empresa", verbatim without the spaces around; empty if blank or zero. */
  reference: string;
  /** Our boleto's id, if the bank returned it. */
  boletoId?: string;
  dueDate?: IsoDate;
  amountCents: number;
  paidCents: number;
  jurosCents: number;
  discountCents: number;
  abatementCents: number;
  otherCreditCents: number;
  feeCents: number;
  occurredOn?: IsoDate;
  creditedOn?: IsoDate;
  /** Each reason code with its explanation. */
  reasons: readonly string[];
  reasonCodes: readonly string[];
  /** Among the reasons: the bank has the number or the title already. Of a refused entry that proves nothing. */
  isAlreadyThere: boolean;
  /** Unreadable or impossible values. They matter only if the title is ours. */
  problems: readonly LineProblem[];
  /** Other segments, verbatim from the file. */
  extras: readonly FileLine[];
}
