import { type Bank, banks } from "../banks.ts";
import { type BankCode, bankCodes, hasLayout } from "./bank-code.ts";
import type { RegistersBy } from "./offers/bank-wallet.ts";

/** Banks whose boletos can be registered over an API. */
export const bankApis = {
  has: (bankCode: BankCode) => banks[bankCode].api !== undefined,
  /** The party that assigns the nosso número over the API; undefined if the bank has no API here. */
  numberedBy: (bankCode: BankCode) => banks[bankCode].api?.numberedBy,
  /** Those that assign it, in a sentence: "Banco do Brasil (convênio tipo 3), Inter e Cora". */
  numbering: new Intl.ListFormat("pt-BR").format(
    bankCodes.flatMap((code) => {
      const { name, api }: Bank = banks[code];
      if (api === undefined || api.numberedBy === "us") return [];
      return [api.numberedBy === "either" ? `${name} (convênio tipo 3)` : name];
    }),
  ),
  /** All of them in a sentence: "Banco do Brasil (001), Inter (077) e Sicoob (756)". */
  named: new Intl.ListFormat("pt-BR").format(
    bankCodes.filter((code) => banks[code].api).map((code) => `${banks[code].name} (${code})`),
  ),
};

/** Returns the ways to register the bank's boletos. The sandbox is for the demo: it registers nothing, and numbers nothing. */
export function waysOf(bankCode: BankCode, { sandbox }: { sandbox: boolean }): readonly RegistersBy[] {
  const { api, cnab240 }: Bank = banks[bankCode];
  return [
    ...(sandbox && hasLayout(bankCode) ? (["sandbox"] as const) : []),
    ...(api ? (["api"] as const) : []),
    ...(cnab240 ? (["cnab240"] as const) : []),
  ];
}
