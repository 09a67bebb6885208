import { banks } from "../banks.ts";
import type { LayoutBankCode } from "../billing/bank-code.ts";
import { accountValues } from "./account-values.ts";
import type { BankAccount } from "./boleto-values.ts";

/** The sequence numbers that an account can use. They have at most 15 digits, so a JavaScript number is exact. */
export interface SequenceRange {
  min: number;
  max: number;
  /** The width of the whole nosso número, in digits. */
  width: number;
  /** True if the sequence starts again each year. */
  yearly: boolean;
}

/** Returns the sequence numbers that an account can use. At Banco do Brasil, they depend on the convênio. */
export function sequenceRange(bankCode: LayoutBankCode, account: BankAccount): SequenceRange {
  const { layout } = banks[bankCode];
  const values = accountValues(layout, account);
  const [width = 0] = layout.nossoNumero.digits(values);
  return {
    ...layout.nossoNumero.sequence(values),
    width,
    yearly: layout.nossoNumero.yearly === true,
  };
}
