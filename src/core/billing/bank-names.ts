import { banks } from "../banks.ts";
import { type BankCode, bankCodes, isBankCode } from "./bank-code.ts";

/** The banks on offer that a text names. `notOffered` contains banks that the text names and that are not on offer. */
export type NamedBank =
  | { kind: "one"; code: BankCode }
  | { kind: "several"; codes: readonly BankCode[] }
  | { kind: "none"; notOffered: readonly BankCode[] };

/** Common words that differ by one letter from the name of a bank: "já deu baixa" does not mean Caixa, "essas" not Asaas. */
const otherWords = new Set(["baixa", "faixa", "enter", "essas", "esses", "casas", "massas"]);

/** Words of negation: "não quero o Itaú" names a bank without choosing it. */
const refusals = new Set(["nao", "menos", "exceto", "fora", "nem"]);

/** Returns the name of a bank as people say it; for an unsupported bank, "banco" and its code. */
export function bankName(code: string): string {
  return isBankCode(code) ? banks[code].name : `banco ${code}`;
}

/**
 * Finds names of banks anywhere in a message, or a bank code of three digits. Accents, case and punctuation are
 * ignored. The usual spellings are accepted with one typo (names of five letters or more) or two (eight or more). A
 * message with a negation names no bank.
 */
export function recogniseBank(text: string, offered: readonly BankCode[]): NamedBank {
  const words = wordsOf(text);
  if (words.some((word) => refusals.has(word))) return { kind: "none", notOffered: [] };
  const numbers = words.filter((word) => /^\d+$/.test(word));
  const named = new Set(words.flatMap((word) => banksSpelt(word)));
  // Several numbers are an amount or a date, not the code of a bank.
  if (named.size === 0 && numbers.length === 1) for (const code of bankCodes) if (code === numbers[0]) named.add(code);
  const codes = offered.filter((code, index) => named.has(code) && offered.indexOf(code) === index);
  const [only, second] = codes;
  if (only === undefined) return { kind: "none", notOffered: [...named] };
  return second === undefined ? { kind: "one", code: only } : { kind: "several", codes };
}

/** Returns the banks that a word may be the name of, with a typo or two. */
export function banksSpelt(word: string): BankCode[] {
  if (otherWords.has(word)) return [];
  // People also write one word: "bancoitau", "bancodobrasil".
  const forms = [word, word.replace(/^banco(do)?(?=.{4})/, "")];
  return bankCodes.filter((code) =>
    banks[code].spellings.some((spelling) => forms.some((form) => isNear(form, spelling))),
  );
}

function isNear(word: string, spelling: string): boolean {
  const slips = spelling.length >= 8 ? 2 : spelling.length >= 5 ? 1 : 0;
  return Math.abs(word.length - spelling.length) <= slips && editDistance(word, spelling) <= slips;
}

function wordsOf(text: string): string[] {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * Returns by how many edits two words differ: insertions, deletions, substitutions and swaps of neighbouring letters.
 * This is the restricted Damerau-Levenshtein distance, in which no part of a word is edited twice.
 */
export function editDistance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current[column] = Math.min(
        valueAt(last, column) + 1,
        valueAt(current, column - 1) + 1,
        valueAt(last, column - 1) + (same ? 0 : 1),
        swapped ? valueAt(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return valueAt(last, other.length);
}

function valueAt(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
