import type { BankCode, BankMadeCode, LayoutBankCode } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { AccountValues, BoletoValues, FieldName } from "./boleto-values.ts";
import type { Refusal } from "./refusal.ts";

/** A field that a bank asks for, described in such a way that forms and validation can use it. Its values are texts. */
export interface BankField {
  name: FieldName;
  /** The term that the bank itself uses. */
  label: string;
  /** `account`: the value is the same for every boleto of the account. `boleto`: each boleto may have another value. */
  scope: "account" | "boleto";
  required: boolean;
  /** The allowed lengths, in digits. */
  digits: readonly number[];
  /** Leading zeros may be left out, as banks themselves do. A shorter number is filled up with zeros. */
  pads?: boolean;
  /** The letter that may stand in place of this check digit. */
  orLetter?: "X" | "P";
  /** The only values that are allowed; `digits` contains their lengths. */
  values?: readonly string[];
  default?: string;
  /** The carteiras that require this field. All others refuse it. */
  onlyCarteiras?: readonly string[];
}

/** A part of the campo livre: fixed digits, a field or a part of a field (`from` counts from 0), or computed digits. */
export type Segment =
  | { literal: string }
  | { field: FieldName | "nossoNumero"; width: number; from?: number }
  | { computed: (values: BoletoValues) => string; width: number };

/** A bank as it is named on its boletos. */
export interface BankOnSlip {
  /** Check digit printed after the code: 341-7. */
  codeDv: string;
  /** The name of the bank, as it is printed on the boleto. */
  name: string;
}

/**
 * A bank that publishes no rule for its bar code: only the bank can make it, so nothing is computed here. Such a bank
 * registers by API alone and assigns the nosso número.
 */
export interface BankMadeBars extends BankOnSlip {
  code: BankMadeCode;
  /** Codes of the banks that its bar codes may begin with. */
  barCodes: readonly BankCode[];
}

/** A bank's boleto: its layout as data, and the few rules of its own. Each file in `banks` names its source. */
export interface BankLayout extends BankOnSlip {
  code: LayoutBankCode;
  fields: readonly BankField[];
  /** The greatest amount in cents, if it is lower than the limit of the bar code. */
  maxCents?: number;
  /** Checks the fields of an account against each other. Returns undefined if they fit together. */
  refuseAccount?(account: AccountValues): Refusal | undefined;
  nossoNumero: {
    /** The widths, in digits, that the bank accepts. Numbers issued here have the first one. */
    digits(account: AccountValues): readonly number[];
    /** True if the number is a plain sequence number, so that whoever enters it may leave out leading zeros. */
    pads: boolean;
    /** Checks further rules of the bank. Returns undefined if the number is valid. */
    refuse?(values: BoletoValues): Refusal | undefined;
    /** Returns the first and the last sequence number. */
    sequence(account: AccountValues): { min: number; max: number };
    /**
     * Builds the nosso número from a sequence number. Absent if it is enough to fill up the sequence number with zeros.
     */
    compose?(sequence: string, issueDate: IsoDate): string;
    /** Returns true for a sequence number that the bank never uses. */
    skips?(sequence: bigint): boolean;
    /** True if the sequence starts again each year. */
    yearly?: boolean;
    /** Returns the check digit; absent if the bank has none. */
    dv?(values: BoletoValues): string;
    /**
     * Returns the form in which the bank's files and API contain the number, without check digit. Absent if that is the
     * number itself.
     */
    full?(values: BoletoValues): string;
  };
  /** Returns the parts of the campo livre in their order; 25 digits in all. */
  campoLivre(values: BoletoValues): readonly Segment[];
  printed: {
    nossoNumero(values: BoletoValues): string;
    agenciaCodigo(values: BoletoValues): string;
    carteira(values: BoletoValues): string;
  };
}
