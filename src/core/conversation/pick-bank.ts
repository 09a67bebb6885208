import type { BankCode } from "../billing/bank-code.ts";
import type { BankWords } from "../understanding/bank-words.ts";

/** What a message chooses among the banks on offer. `none`: it names no bank, or only one that it does not want. */
export type PickedBank<O> = { kind: "one"; offer: O } | { kind: "several" | "not-offered" | "none" };

/** Chooses among the banks on offer by what a message says of banks. */
export function pickBank<O extends { bankCode: BankCode }>(
  words: BankWords | undefined,
  offers: readonly O[],
): PickedBank<O> {
  if (!words) return { kind: "none" };
  const { wanted, refused, any, unknown } = words;
  const [only, second] = offers.filter(({ bankCode }) => wanted.includes(bankCode));
  if (only) return second ? { kind: "several" } : { kind: "one", offer: only };
  const left = offers.filter(({ bankCode }) => !refused.includes(bankCode));
  const [first, another] = left;
  if (any && first) return { kind: "one", offer: first };
  if (wanted.length > 0 || unknown !== undefined) return { kind: "not-offered" };
  // "Itaú não" leaves one, or still asks.
  return refused.length > 0 && first && !another && left.length < offers.length
    ? { kind: "one", offer: first }
    : { kind: "none" };
}
