import type { BankCode } from "../billing/bank-code.ts";
import type { BankAccount, FieldName } from "../boleto/boleto-values.ts";
import type { Refusal } from "../boleto/refusal.ts";
import type { RemittanceRecords } from "./febraban.ts";
import type { Movement } from "./movements.ts";
import type { CellValues } from "./render-record.ts";
import type { ReturnedNumber } from "./return-title.ts";
import type { ReturnOwnerPlaces, TitlePlaces } from "./title-places.ts";

/** A setting that a bank's files need besides the account; entered by the operator. */
export interface CnabSetting {
  name: string;
  label: string;
  pattern: RegExp;
  /** The expected form, in Portuguese: "3 números". */
  expected: string;
  /** All values allowed. */
  values?: readonly string[];
  required?: boolean;
  preset?: string;
}

/** Values of the settings by name, with presets filled in. */
export type CnabSettings = Readonly<Record<string, string>>;

/** The boleto's numbers, as stored with its slip. */
export interface TitleNumbers {
  nossoNumero: string;
  nossoNumeroDv?: string;
  nossoNumeroFull: string;
}

/** The date that a file gives for the start of a charge. Either way the bank charges from the day after the due date. */
export type ChargeDate = "due-date" | "day-after";

/** A bank's CNAB 240: its differences from FEBRABAN's as data, and the few rules of its own. */
export interface CnabBank {
  code: BankCode;
  /** The bank's name in the header. */
  name: string;
  /** No source confirms its layout: no new bank wallet registers by it. */
  unconfirmed?: boolean;
  /** Account fields that its files require, although optional for its boletos. */
  needs: readonly FieldName[];
  /** The bank's own settings and presets; `commonSettings` are added. */
  settings: readonly CnabSetting[];
  /** Settings of earlier versions: still accepted, and without effect. */
  retiredSettings?: readonly string[];
  /** Checks whether the account can register by file; undefined if it can. */
  refuse?(account: BankAccount): Refusal | undefined;
  records: RemittanceRecords;
  /** Values of the account: convenio, agencia, agenciaDv, conta, contaDv and any others that `records` name. */
  values(account: BankAccount, settings: CnabSettings): CellValues;
  /** Content of positions 38 to 57 of segment P, or of the bank's own field for it. */
  nossoNumero(title: TitleNumbers, account: BankAccount): string;
  /** Content of positions 58 to 62 of segment P: carteira, cadastramento, documento, emissão and distribuição. */
  caracteristicas(account: BankAccount, settings: CnabSettings): string;
  /** Takes juros as a monthly rate (code 2); absent if only an amount a day is certain. */
  monthlyJuros?: boolean;
  /** Decimals of that rate; absent for two. */
  monthlyJurosDecimals?: 5;
  /** The code for "no juros". */
  noJuros: "0" | "3";
  jurosDate: ChargeDate;
  multaDate: ChargeDate;
  /** Days after the due date on which the bank closes every boleto, whatever the wallet says. */
  daysAfterDue?: number;
  /** Code of the baixa (P 224) if no day is left after the due date; absent for 1, as otherwise. */
  baixaOnDueDate?: "3";
  /** Characters of a text that the bank reads, where FEBRABAN's field is wider. */
  widths?: { seuNumero?: number; pagador?: number; bairro?: number };
  /** Characters that it takes in texts besides letters, digits and spaces; absent for `commonPunctuation`. */
  punctuation?: string;
  /** Positions of a title's values in segment T. */
  places: TitlePlaces;
  /** Positions of what names the owner in return files. */
  owner: ReturnOwnerPlaces;
  /** The trailer of a lote in return files may count its details only, without header and trailer. */
  countsDetails?: boolean;
  /** Returns every meaning that the field of the nosso número may have. */
  numbersIn(field: string): readonly ReturnedNumber[];
  /** The account's carteira as that field names it, if not the account's own field. */
  carteiraReturned?(account: BankAccount): string;
  /** Movements by code, in return files. */
  movements: Readonly<Record<string, Movement>>;
  /** Returns the reasons by code, for a movement code; empty for a movement that has none or is not known. */
  reasons(movement: string): Readonly<Record<string, string>>;
  /** Reasons of a refused entry which say that the title is there already, if not FEBRABAN's. */
  alreadyThere?: readonly string[];
  /** Reads the field of reasons where not every pair of it is a reason; undefined for other movements. */
  reasonsIn?(
    movement: string,
    field: string,
  ): { reasonCodes: readonly string[]; reasons: readonly string[] } | undefined;
}
