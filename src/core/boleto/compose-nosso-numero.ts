import { banks } from "../banks.ts";
import type { BankCode } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { BankAccount } from "./boleto-values.ts";
import { type Refused, refuse } from "./refusal.ts";
import { sequenceRange } from "./sequence-range.ts";

/**
 * The nosso número for a sequence number of that account, at the width that `buildBoleto` takes. `issueDate` gives
 * Sicredi its year: keep the result, a reprint must not compose it again. Refuses, naming `nossoNumero`, what lies
 * outside `sequenceRange` or is left out by the bank.
 */
export function composeNossoNumero(
  bankCode: BankCode,
  account: BankAccount,
  sequence: number | bigint,
  issueDate: IsoDate,
): { ok: true; nossoNumero: string } | Refused {
  const { min, max, width } = sequenceRange(bankCode, account);
  const { nossoNumero } = banks[bankCode].layout;
  if (typeof sequence === "number" && !Number.isSafeInteger(sequence))
    return refuse("nossoNumero", "O número da sequência precisa ser inteiro.");
  const number = BigInt(sequence);
  if (number < min || number > max) return refuse("nossoNumero", `A sequência deste banco vai de ${min} a ${max}.`);
  if (nossoNumero.skips?.(number)) return refuse("nossoNumero", `O banco não usa o número ${number}.`);
  const digits = String(number);
  return {
    ok: true,
    nossoNumero: nossoNumero.compose?.(digits, issueDate) ?? digits.padStart(width, "0"),
  };
}

/** The sequence number after that one, past those that the bank leaves out (Sicredi: …00000). */
export function nextSequence(bankCode: BankCode, sequence: number): number {
  const { skips } = banks[bankCode].layout.nossoNumero;
  let next = sequence + 1;
  while (skips?.(BigInt(next))) next++;
  return next;
}
