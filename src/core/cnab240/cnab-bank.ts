import type { BankCode } from "../billing/bank-code.ts";
import type { BankAccount, FieldName } from "../boleto/boleto-values.ts";
import type { Refusal } from "../boleto/refusal.ts";
import type { RemittanceRecords } from "./febraban.ts";
import type { Movement } from "./movements.ts";
import type { CellValues } from "./render-record.ts";
import type { TitlePlaces } from "./title-places.ts";

/** Something that a bank's files need beyond the account, as the operator sets it. */
export interface CnabSetting {
  name: string;
  label: string;
  pattern: RegExp;
  /** What it must be, in words: "3 números". */
  expected: string;
  /** The only values there are. */
  values?: readonly string[];
  required?: boolean;
  preset?: string;
}

/** What was set, with presets filled in. */
export type CnabSettings = Readonly<Record<string, string>>;

/** The boleto's own numbers, as its slip keeps them. */
export interface TitleNumbers {
  nossoNumero: string;
  nossoNumeroDv?: string;
  nossoNumeroFull: string;
}

/** One bank's CNAB 240: what differs from FEBRABAN's, as data, and the few rules that are its own. */
export interface CnabBank {
  code: BankCode;
  /** As the header names it. */
  name: string;
  /** Fields of the account that its files need, though its boletos may do without. */
  needs: readonly FieldName[];
  /** Its own settings and its own presets; those of all banks are added. */
  settings: readonly CnabSetting[];
  /** What account and settings must be together; undefined when they are in order. */
  refuse?(account: BankAccount): Refusal | undefined;
  records: RemittanceRecords;
  /** Of the account: convenio, agencia, agenciaDv, conta, contaDv and whatever its own places name. */
  values(account: BankAccount, settings: CnabSettings): CellValues;
  /** Positions 38 to 57 of segment P, or as its own places have it. */
  nossoNumero(title: TitleNumbers, account: BankAccount): string;
  /** Positions 58 to 62 of segment P: carteira, cadastramento, documento, emissão and distribuição. */
  caracteristicas(account: BankAccount): string;
  /** What "no juros" is called. */
  noJuros: "0" | "3";
  /** Widths that are smaller than FEBRABAN's. */
  widths?: { seuNumero?: number; pagador?: number };
  /** Where a title's values lie in segment T. */
  places: TitlePlaces;
  /** Every nosso número, as we keep it, that the field may stand for. */
  numbersIn(field: string): readonly string[];
  /** Movement codes of its return files. */
  movements: Readonly<Record<string, Movement>>;
  /** Reasons by code, for a movement. */
  reasons(movement: string): Readonly<Record<string, string>>;
}
