import type { BankCode, BankMadeCode, LayoutBankCode } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { AccountValues, BoletoValues, FieldName } from "./boleto-values.ts";
import type { Refusal } from "./refusal.ts";

/** A field that a bank asks for, described for forms and validation. Values are strings. */
export interface BankField {
  name: FieldName;
  /** The bank's own term. */
  label: string;
  /** `account`: the same for every boleto of the account. `boleto`: may differ for each. */
  scope: "account" | "boleto";
  required: boolean;
  /** The lengths allowed, in digits. */
  digits: readonly number[];
  /** Leading zeros may be left out, as banks themselves do; a shorter number is padded. */
  pads?: boolean;
  /** The letter that this check digit may be instead. */
  orLetter?: "X" | "P";
  /** All values allowed; `digits` then holds their lengths. */
  values?: readonly string[];
  default?: string;
  /** Carteiras that require this field; all others refuse it. */
  onlyCarteiras?: readonly string[];
}

/** A part of the campo livre: fixed digits, a field or a slice of it (`from` counts from 0), or computed digits. */
export type Segment =
  | { literal: string }
  | { field: FieldName | "nossoNumero"; width: number; from?: number }
  | { computed: (values: BoletoValues) => string; width: number };

/** A bank as it is named on its boletos. */
export interface BankOnSlip {
  /** Check digit printed after the code: 341-7. */
  codeDv: string;
  /** The name printed on the boleto. */
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
  /** The largest amount in cents, if below the bar code's own limit. */
  maxCents?: number;
  /** Checks fields against one another; undefined if they are consistent. */
  refuseAccount?(account: AccountValues): Refusal | undefined;
  nossoNumero: {
    /** The widths that the bank accepts; the first is the one issued here. */
    digits(account: AccountValues): readonly number[];
    /** A plain sequence, whose leading zeros may be left out. */
    pads: boolean;
    /** Checks any further rule of the bank; undefined if the number is valid. */
    refuse?(values: BoletoValues): Refusal | undefined;
    /** The first and the last sequence number. */
    sequence(account: AccountValues): { min: number; max: number };
    /** Builds the nosso número from a sequence number in range; absent if padding to full width is enough. */
    compose?(sequence: string, issueDate: IsoDate): string;
    /** Returns true for a sequence number that the bank does not use. */
    skips?(sequence: bigint): boolean;
    /** The sequence restarts each year. */
    yearly?: boolean;
    /** The check digit; absent if the bank has none. */
    dv?(values: BoletoValues): string;
    /** The form in the bank's files and API, without check digit; absent if it is the number itself. */
    full?(values: BoletoValues): string;
  };
  /** The parts in their order; 25 digits in all. */
  campoLivre(values: BoletoValues): readonly Segment[];
  printed: {
    nossoNumero(values: BoletoValues): string;
    agenciaCodigo(values: BoletoValues): string;
    carteira(values: BoletoValues): string;
  };
}
