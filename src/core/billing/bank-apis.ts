import { type Bank, banks } from "../banks.ts";
import { type BankCode, bankCodes } from "./bank-code.ts";
import type { RegistersBy } from "./offers/bank-wallet.ts";

/** The banks whose boletos can be registered by API. */
export const bankApis = {
  has: (bankCode: BankCode) => banks[bankCode].api !== undefined,
  /** Who assigns the nosso número by API; undefined if the bank has no API here. */
  numberedBy: (bankCode: BankCode) => banks[bankCode].api?.numberedBy,
  /** Those that assign it, in a sentence: "Banco do Brasil (convênio tipo 3), Inter e Cora". */
  numbering: new Intl.ListFormat("pt-BR").format(
    bankCodes.flatMap((code) => {
      const { name, api }: Bank = banks[code];
      if (api === undefined || api.numberedBy === "us") return [];
      return [api.numberedBy === "either" ? `${name} (convênio tipo 3)` : name];
    }),
  ),
  /** The names of all these banks as part of a sentence: "Banco do Brasil (001), Inter (077) e Sicoob (756)". */
  named: new Intl.ListFormat("pt-BR").format(
    bankCodes.filter((code) => banks[code].api).map((code) => `${banks[code].name} (${code})`),
  ),
};

/** Returns whether a bank wallet's boletos are registered with juros as a monthly rate, not as an amount a day. */
export function takesMonthlyJuros({
  bankCode,
  registersBy,
}: {
  bankCode: BankCode;
  registersBy: RegistersBy;
}): boolean {
  const { api, cnab240 }: Bank = banks[bankCode];
  if (registersBy === "sandbox") return false;
  return (registersBy === "api" ? api?.monthlyJuros : cnab240?.monthlyJuros) === true;
}

/** Returns the limits of the bank's API for a bank wallet; none if it registers in another way. */
export function apiLimits({
  bankCode,
  registersBy,
}: {
  bankCode: BankCode;
  registersBy?: RegistersBy | undefined;
}): Omit<NonNullable<Bank["api"]>, "numberedBy"> {
  return (registersBy === "api" && banks[bankCode].api) || {};
}

/**
 * Returns the ways to register the bank's boletos. The sandbox is for the demo and registers nothing. Files whose layout
 * no source confirms are only for a bank wallet that has them already (`keeps`).
 */
export function waysOf(
  bankCode: BankCode,
  { sandbox, keeps }: { sandbox: boolean; keeps?: RegistersBy | undefined },
): readonly RegistersBy[] {
  const { api, cnab240 }: Bank = banks[bankCode];
  return [
    ...(sandbox ? (["sandbox"] as const) : []),
    ...(api ? (["api"] as const) : []),
    ...(cnab240 && (!cnab240.unconfirmed || keeps === "cnab240") ? (["cnab240"] as const) : []),
  ];
}
