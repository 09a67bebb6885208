import type { BankCode } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { AccountValues, BoletoValues, FieldName } from "./boleto-values.ts";
import type { Refusal } from "./refusal.ts";

/** A field that a bank asks for, as forms and validation need it. Values are strings. */
export interface BankField {
  name: FieldName;
  /** The bank's own word for it. */
  label: string;
  /** `account`: the same for every boleto of the account. `boleto`: may differ for each. */
  of: "account" | "boleto";
  required: boolean;
  /** The numbers of digits it may have. */
  digits: readonly number[];
  /** Banks write it without its leading zeros too: a shorter number is filled up. */
  pads?: boolean;
  /** A check digit that may also be this letter. */
  orLetter?: "X" | "P";
  /** The only values there are; `digits` is then their lengths. */
  values?: readonly string[];
  default?: string;
  /** Asked for with these carteiras only; refused with all others. */
  onlyCarteiras?: readonly string[];
}

/** A piece of the campo livre: fixed digits, a field (or a slice of it) at its width, or digits computed from values. */
export type Segment =
  | { literal: string }
  | { field: FieldName | "nossoNumero"; width: number; from?: number }
  | { computed: (values: BoletoValues) => string; width: number };

/** One bank's boleto: its layout as data, and the few rules that are its own. Sources: the bank's manual, see each. */
export interface BankLayout {
  code: BankCode;
  /** Printed behind the code: 341-7. */
  codeDv: string;
  /** The name printed on the boleto. */
  name: string;
  fields: readonly BankField[];
  /** The largest amount in cents, where it is below what the bar code holds. */
  maxCents?: number;
  /** What the fields demand of each other; undefined when they are in order. */
  refuseAccount?(account: AccountValues): Refusal | undefined;
  nossoNumero: {
    /** The widths that the bank takes, the one we issue first. */
    digits(account: AccountValues): readonly number[];
    /** A plain sequence, which may be given without its leading zeros. */
    pads: boolean;
    /** What else it must be; undefined when it is in order. */
    refuse?(values: BoletoValues): Refusal | undefined;
    /** The first and the last sequence number that there is. */
    sequence(account: AccountValues): { min: number; max: number };
    /** From a sequence number, where it is more than the number at full width. Gets only sequence numbers in range. */
    compose?(sequence: string, issueDate: IsoDate): string;
    /** Sequence numbers that the bank leaves out. */
    skips?(sequence: bigint): boolean;
    /** The sequence starts afresh each year. */
    yearly?: boolean;
    /** The check digit of the number, where the bank has one. */
    dv?(values: BoletoValues): string;
    /** As the bank's files and API know it, without check digit, where that is more than what was given. */
    full?(values: BoletoValues): string;
  };
  /** In order; together 25 digits. */
  campoLivre(values: BoletoValues): readonly Segment[];
  printed: {
    nossoNumero(values: BoletoValues): string;
    agenciaCodigo(values: BoletoValues): string;
    carteira(values: BoletoValues): string;
  };
}
