import { dropInvisible } from "../core/plain-signs.ts";
import { unscramble } from "./unscramble.ts";

/**
 * Returns what a person sees in a cell, as it is on a keyboard: without invisible characters, with plain blanks and
 * hyphens, accents as one letter each, and scrambled letters put right.
 */
export function cleanCell(text: string): string {
  if (/^[\x20-\x7E]*$/.test(text)) return text.trim();
  return dropInvisible(unscramble(text))
    .normalize("NFC")
    .replace(/\p{Zs}/gu, " ")
    .replace(/[\u2010\u2011\u2212]/g, "-")
    .trim();
}
