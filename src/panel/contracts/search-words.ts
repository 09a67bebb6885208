import { dropInvisible } from "../../core/plain-signs.ts";

/** A phone or document that is written in groups: (11) 90000-0001, 529.982.247-25. */
const longNumber = /\+?[\d(][\d\s().+/-]{6,}\d/g;
const most = 10;

/**
 * Splits a search into beginnings of words, in lower case and without accents. A phone or document that is written in
 * groups becomes one word. The function `search_words` in the database splits names and addresses in the same way.
 */
export function searchWords(text: string): string[] {
  const folded = dropInvisible(text)
    .replace(/[\p{Pd}\u2212]/gu, "-")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  const joined = folded.replace(longNumber, (number) => {
    const digits = number.replace(/\D/g, "");
    return digits.length >= 8 ? digits : number;
  });
  const words = joined.split(/[\s,;]+/).map((chunk) => chunk.replace(/[^a-z0-9]+/g, "").slice(0, 100));
  return [...new Set(words)].filter((word) => word !== "").slice(0, most);
}
