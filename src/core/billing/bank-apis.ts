import { banks } from "../banks.ts";
import { type BankCode, bankCodes } from "./bank-code.ts";
import type { RegistersBy } from "./offers/bank-wallet.ts";

/** Banks whose boletos can be registered over an API. */
export const bankApis = {
  has: (bankCode: BankCode) => banks[bankCode].api !== undefined,
  /** The party that assigns the nosso número over the API; undefined if the bank has no API here. */
  numberedBy: (bankCode: BankCode) => banks[bankCode].api?.numberedBy,
  /** All of them in a sentence: "Banco do Brasil (001), Inter (077) e Sicoob (756)". */
  named: new Intl.ListFormat("pt-BR").format(
    bankCodes.filter((code) => banks[code].api).map((code) => `${banks[code].name} (${code})`),
  ),
};

/**
 * Returns the ways to register the bank's boletos. The sandbox is for the demo and registers nothing. Files whose layout
 * no source confirms are only for a bank wallet that has them already (`keeps`).
 */
export function waysOf(
  bankCode: BankCode,
  { sandbox, keeps }: { sandbox: boolean; keeps?: RegistersBy | undefined },
): readonly RegistersBy[] {
  const { api, cnab240 } = banks[bankCode];
  return [
    ...(sandbox ? (["sandbox"] as const) : []),
    ...(api ? (["api"] as const) : []),
    ...(cnab240 && (!cnab240.unconfirmed || keeps === "cnab240") ? (["cnab240"] as const) : []),
  ];
}
