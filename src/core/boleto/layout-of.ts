import { banks } from "../banks.ts";
import { type BankCode, hasLayout } from "../billing/bank-code.ts";
import type { BankLayout } from "./bank-layout.ts";

/** Returns a bank's layout; undefined if only the bank itself can make its bar codes. */
export const layoutOf = (bankCode: BankCode): BankLayout | undefined =>
  hasLayout(bankCode) ? banks[bankCode].layout : undefined;
