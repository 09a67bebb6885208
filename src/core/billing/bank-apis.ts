import { type Bank, banks } from "../banks.ts";
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

/** Returns whether a bank wallet's boletos are registered with juros as a monthly rate, not as an amount a day. */
export function takesMonthlyJuros({
  bankCode,
  registersBy,
}: {
  bankCode: BankCode;
  registersBy: RegistersBy;
}): boolean {
  const { api, cnab240 } = banks[bankCode];
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

/** Returns the ways to register the bank's boletos. The sandbox is for the demo and registers nothing. */
export function waysOf(bankCode: BankCode, { sandbox }: { sandbox: boolean }): readonly RegistersBy[] {
  const { api, cnab240 } = banks[bankCode];
  return [
    ...(sandbox ? (["sandbox"] as const) : []),
    ...(api ? (["api"] as const) : []),
    ...(cnab240 ? (["cnab240"] as const) : []),
  ];
}
