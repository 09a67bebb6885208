import type { BankCode } from "../billing/bank-code.ts";
import { banks } from "./banks/index.ts";

/** The sequence number after that one, past those that the bank leaves out (Sicredi: …00000). */
export function nextSequence(bankCode: BankCode, sequence: number): number {
  const { skips } = banks[bankCode].nossoNumero;
  let next = sequence + 1;
  while (skips?.(BigInt(next))) next++;
  return next;
}
