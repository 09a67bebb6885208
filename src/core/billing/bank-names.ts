import { banks } from "../banks.ts";
import { type BankCode, bankCodes, isBankCode } from "./bank-code.ts";

/** Which of the offered banks a text names. `notOffered` are banks that it names although they are not on offer. */
export type NamedBank =
  | { kind: "one"; code: BankCode }
  | { kind: "several"; codes: readonly BankCode[] }
  | { kind: "none"; notOffered: readonly BankCode[] };

/** Words of other things that lie one letter from a bank's name: "já deu baixa" is not Caixa. */
const otherWords = new Set(["baixa", "faixa", "enter"]);

/** "Não quero o Itaú" names a bank without choosing it. */
const refusals = new Set(["nao", "menos", "exceto", "fora", "nem"]);

/** A bank's name as people say it; one that makes no boletos here goes by its number. */
export function bankName(code: string): string {
  return isBankCode(code) ? banks[code].name : `banco ${code}`;
}

/**
 * Finds bank names in what a person wrote: accents, capitals and punctuation ignored, usual spellings, one slip in
 * words from five letters on and two from eight on, inside a phrase, or the three-digit code. A text that says no to
 * something chooses nothing.
 */
export function recogniseBank(text: string, offered: readonly BankCode[]): NamedBank {
  const words = wordsOf(text);
  if (words.some((word) => refusals.has(word))) return { kind: "none", notOffered: [] };
  const numbers = words.filter((word) => /^\d+$/.test(word));
  const named = new Set(words.flatMap((word) => banksSpelt(word)));
  // A number among others is an amount or a date.
  if (named.size === 0 && numbers.length === 1) for (const code of bankCodes) if (code === numbers[0]) named.add(code);
  const codes = offered.filter((code, index) => named.has(code) && offered.indexOf(code) === index);
  const [only, second] = codes;
  if (only === undefined) return { kind: "none", notOffered: [...named] };
  return second === undefined ? { kind: "one", code: only } : { kind: "several", codes };
}

function banksSpelt(word: string): BankCode[] {
  if (otherWords.has(word)) return [];
  // "bancoitau", "bancodobrasil"
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
 * Letters to insert, leave out, replace or swap with their neighbour to make one word of the other (Damerau's
 * distance, each place edited once).
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
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
