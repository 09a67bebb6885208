import { banks } from "../banks.ts";
import { type BankCode, bankCodes } from "./bank-code.ts";
import type { RegistersBy } from "./offers/bank-wallet.ts";

/** The banks that register over their API. */
export const bankApis = {
  has: (bankCode: BankCode) => banks[bankCode].api !== undefined,
  /** Who gives the nosso número over it; undefined where the bank has none here. */
  numberedBy: (bankCode: BankCode) => banks[bankCode].api?.numberedBy,
  /** "Banco do Brasil (001), Inter (077) e Sicoob (756)". */
  named: new Intl.ListFormat("pt-BR").format(
    bankCodes.filter((code) => banks[code].api).map((code) => `${banks[code].name} (${code})`),
  ),
};

/** How boletos of that bank can be registered. The sandbox registers nothing: it is for the demo. */
export function waysOf(bankCode: BankCode, { sandbox }: { sandbox: boolean }): readonly RegistersBy[] {
  const { api, cnab240 } = banks[bankCode];
  return [
    ...(sandbox ? (["sandbox"] as const) : []),
    ...(api ? (["api"] as const) : []),
    ...(cnab240 ? (["cnab240"] as const) : []),
  ];
}
