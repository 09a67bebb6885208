import { banks } from "../banks.ts";
import { type BankCode, bankCodes } from "./bank-code.ts";
import type { RegistersBy } from "./offers/bank-wallet.ts";

/** The banks whose boletos can be registered by API. */
export const bankApis = {
  has: (bankCode: BankCode) => banks[bankCode].api !== undefined,
  /** Who assigns the nosso número by API; undefined if the bank has no API here. */
  numberedBy: (bankCode: BankCode) => banks[bankCode].api?.numberedBy,
  /** The names of all these banks as part of a sentence: "Banco do Brasil (001), Inter (077) e Sicoob (756)". */
  named: new Intl.ListFormat("pt-BR").format(
    bankCodes.filter((code) => banks[code].api).map((code) => `${banks[code].name} (${code})`),
  ),
};

/**
 * Returns the ways in which boletos of the bank can be registered. The sandbox is meant for the demo: it registers
 * nothing at a bank.
 */
export function waysOf(bankCode: BankCode, { sandbox }: { sandbox: boolean }): readonly RegistersBy[] {
  const { api, cnab240 } = banks[bankCode];
  return [
    ...(sandbox ? (["sandbox"] as const) : []),
    ...(api ? (["api"] as const) : []),
    ...(cnab240 ? (["cnab240"] as const) : []),
  ];
}
