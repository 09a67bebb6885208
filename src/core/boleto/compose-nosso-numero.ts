import { banks } from "../banks.ts";
import { type BankCode, hasLayout } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { BankAccount } from "./boleto-values.ts";
import { layoutOf } from "./layout-of.ts";
import { type Refused, refuse } from "./refusal.ts";
import { sequenceRange } from "./sequence-range.ts";

/**
 * Builds the nosso número from a sequence number, at the width that `buildBoleto` expects. At Sicredi it contains the
 * year of `issueDate`, so the result must be stored, and not be built again when the boleto is printed again. A
 * sequence number outside of `sequenceRange`, one that the bank never uses, and any number of a bank that assigns them itself is refused;
 * the refusal names `nossoNumero`.
 */
export function composeNossoNumero(
  bankCode: BankCode,
  account: BankAccount,
  sequence: number | bigint,
  issueDate: IsoDate,
): { ok: true; nossoNumero: string } | Refused {
  if (!hasLayout(bankCode)) return refuse("nossoNumero", "Quem dá o nosso número é este banco.");
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

/**
 * Returns the sequence number after this one. Numbers that the bank never uses are skipped (at Sicredi those that end
 * with 00000).
 */
export function nextSequence(bankCode: BankCode, sequence: number): number {
  const layout = layoutOf(bankCode);
  let next = sequence + 1;
  while (layout?.nossoNumero.skips?.(BigInt(next))) next++;
  return next;
}
