/**
 * Converts a text to the form in which it is compared with phrases: lower case, without accents, punctuation and
 * repeated spaces.
 */
export function plainText(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
