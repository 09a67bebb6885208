import type { BankCode } from "./bank-code.ts";
import type { RegistersBy } from "./offers/bank-wallet.ts";

/** Who gives the nosso número over a bank's API: always the bank, never, or by the kind of convênio. */
const numberedBy: Partial<Record<BankCode, "bank" | "us" | "either">> = { "001": "either", "077": "bank", "756": "us" };

/** The banks that register over their API. */
export const bankApis = {
  has: (bankCode: BankCode) => bankCode in numberedBy,
  /** Undefined where the bank has none here. */
  numberedBy: (bankCode: BankCode) => numberedBy[bankCode],
};

/** How boletos of that bank can be registered. The sandbox registers nothing: it is for the demo. */
export function waysOf(bankCode: BankCode, { sandbox }: { sandbox: boolean }): readonly RegistersBy[] {
  return [...(sandbox ? (["sandbox"] as const) : []), ...(bankApis.has(bankCode) ? (["api"] as const) : []), "cnab240"];
}
