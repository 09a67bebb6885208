import { banks } from "../banks.ts";
import type { BankCode } from "../billing/bank-code.ts";
import { accountValues } from "./account-values.ts";
import type { BankAccount } from "./boleto-values.ts";

/** The sequence numbers that an account can give out. At most 15 digits, so numbers are exact. */
export interface SequenceRange {
  min: number;
  max: number;
  /** Digits of the whole nosso número. */
  width: number;
  /** It starts afresh each year. */
  yearly: boolean;
}

/** The first and last sequence number of an account at that bank; at Banco do Brasil they depend on its convênio. */
export function sequenceRange(bankCode: BankCode, account: BankAccount): SequenceRange {
  const { layout } = banks[bankCode];
  const values = accountValues(layout, account);
  const [width = 0] = layout.nossoNumero.digits(values);
  return {
    ...layout.nossoNumero.sequence(values),
    width,
    yearly: layout.nossoNumero.yearly === true,
  };
}
