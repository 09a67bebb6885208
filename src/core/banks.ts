import type { BankCode, BankMadeCode, LayoutBankCode } from "./billing/bank-code.ts";
import type { BankLayout, BankMadeBars } from "./boleto/bank-layout.ts";
import { asaas } from "./boleto/banks/asaas.ts";
import { bancoDoBrasil } from "./boleto/banks/banco-do-brasil.ts";
import { bradesco } from "./boleto/banks/bradesco.ts";
import { caixa } from "./boleto/banks/caixa.ts";
import { cora } from "./boleto/banks/cora.ts";
import { inter } from "./boleto/banks/inter.ts";
import { itau } from "./boleto/banks/itau.ts";
import { santander } from "./boleto/banks/santander.ts";
import { sicoob } from "./boleto/banks/sicoob.ts";
import { sicredi } from "./boleto/banks/sicredi.ts";
import { bancoDoBrasil as bancoDoBrasilFiles } from "./cnab240/banks/banco-do-brasil.ts";
import { bradesco as bradescoFiles } from "./cnab240/banks/bradesco.ts";
import { caixa as caixaFiles } from "./cnab240/banks/caixa.ts";
import { inter as interFiles } from "./cnab240/banks/inter.ts";
import { itau as itauFiles } from "./cnab240/banks/itau.ts";
import { santander as santanderFiles } from "./cnab240/banks/santander.ts";
import { sicoob as sicoobFiles } from "./cnab240/banks/sicoob.ts";
import { sicredi as sicrediFiles } from "./cnab240/banks/sicredi.ts";
import type { CnabBank } from "./cnab240/cnab-bank.ts";

/** A bank whose boletos can be issued here. */
export interface Bank {
  /** The name that people use, without "banco" where they leave it out. */
  name: string;
  /** Grammatical gender of the name in Portuguese: o Itaú, a Caixa. */
  gender: "masculine" | "feminine";
  /** Words recognised as this bank in a chat: lower case, no accents. */
  spellings: readonly string[];
  /** Account fields, nosso número and bar code of its boletos, or that only the bank makes them. */
  layout: BankLayout | BankMadeBars;
  /**
   * What is special about the CNAB 240 files of the bank. Absent if the bank does not publish it; the bank then cannot
   * register by file.
   */
  cnab240?: CnabBank;
  /** The API; absent if the bank cannot register by API. A bank with an API also needs a row in app/banks.ts. */
  api?: {
    /** Who assigns the nosso número; with "either", the type of the convênio decides. */
    numberedBy: "bank" | "us" | "either";
    /** Whether the API takes juros as a monthly rate. */
    monthlyJuros?: boolean;
    /** The bank's own least amount of a boleto; none if absent. */
    minCents?: number;
    /** Most days after the due date on which it can be asked to accept payment; no limit if absent. */
    mostDaysAfterDue?: number;
    /** Local time until which it takes a boleto that is due the same day; the cut-off decides if absent. */
    dueTodayUntil?: string;
    /** Has no field for an abatement. */
    noAbatement?: boolean;
    /** Takes a discount only until the day before the due date. */
    discountsEndBeforeDue?: boolean;
    /** Takes documents as numbers, so a CNPJ with letters does not fit. */
    numericDocumentsOnly?: boolean;
  };
}

const rows = {
  "001": {
    name: "Banco do Brasil",
    gender: "masculine",
    spellings: ["brasil", "bb"],
    layout: bancoDoBrasil,
    cnab240: bancoDoBrasilFiles,
    api: { numberedBy: "either", monthlyJuros: true, numericDocumentsOnly: true },
  },
  "033": {
    name: "Santander",
    gender: "masculine",
    spellings: ["santander"],
    layout: santander,
    cnab240: santanderFiles,
  },
  "077": {
    name: "Inter",
    gender: "masculine",
    spellings: ["inter"],
    layout: inter,
    cnab240: interFiles,
    api: {
      numberedBy: "bank",
      monthlyJuros: true,
      minCents: 250,
      mostDaysAfterDue: 60,
      dueTodayUntil: "19:59",
      noAbatement: true,
    },
  },
  "104": {
    name: "Caixa",
    gender: "feminine",
    spellings: ["caixa", "cef"],
    layout: caixa,
    cnab240: caixaFiles,
  },
  "237": {
    name: "Bradesco",
    gender: "masculine",
    spellings: ["bradesco"],
    layout: bradesco,
    cnab240: bradescoFiles,
  },
  "341": {
    name: "Itaú",
    gender: "masculine",
    spellings: ["itau", "itua", "itao", "hitau", "unibanco"],
    layout: itau,
    cnab240: itauFiles,
  },
  "403": {
    name: "Cora",
    gender: "feminine",
    spellings: ["cora"],
    layout: cora,
    api: {
      numberedBy: "bank",
      monthlyJuros: true,
      minCents: 500,
      noAbatement: true,
      discountsEndBeforeDue: true,
      numericDocumentsOnly: true,
    },
  },
  "461": {
    name: "Asaas",
    gender: "masculine",
    spellings: ["asaas", "asas", "assas"],
    layout: asaas,
    api: { numberedBy: "bank", monthlyJuros: true, minCents: 500, noAbatement: true },
  },
  "748": {
    name: "Sicredi",
    gender: "masculine",
    spellings: ["sicredi"],
    layout: sicredi,
    cnab240: sicrediFiles,
    api: { numberedBy: "us", monthlyJuros: true, noAbatement: true },
  },
  "756": {
    name: "Sicoob",
    gender: "masculine",
    spellings: ["sicoob", "bancoob", "sicop"],
    layout: sicoob,
    cnab240: sicoobFiles,
    api: { numberedBy: "us", monthlyJuros: true },
  },
} as const satisfies Banks;

type Banks = Readonly<
  Record<LayoutBankCode, Bank & { layout: BankLayout }> & Record<BankMadeCode, Bank & { layout: BankMadeBars }>
>;

/** Every supported bank, by COMPE code. */
export const banks: Banks = rows;

/** Banks that can register by API. */
export type ApiBankCode = {
  [Code in BankCode]: (typeof rows)[Code] extends { api: object } ? Code : never;
}[BankCode];
