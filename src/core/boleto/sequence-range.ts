import { banks } from "../banks.ts";
import type { LayoutBankCode } from "../billing/bank-code.ts";
import { accountValues } from "./account-values.ts";
import type { BankAccount } from "./boleto-values.ts";

/** Sequence numbers that an account can use. At most 15 digits, so a JavaScript number is exact. */
export interface SequenceRange {
  min: number;
  max: number;
  /** Width of the whole nosso número, in digits. */
  width: number;
  /** The sequence restarts each year. */
  yearly: boolean;
}

/** Returns an account's range of sequence numbers; at Banco do Brasil it depends on the convênio. */
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
