/**
 * Punctuation that banks take in texts: Sicredi's list (manual of August 2019), the only one that is published. It has
 * no quotes.
 */
export const commonPunctuation = "!*-$()[]{},.;:/\\#%&@+=";

/** The little that is left where a manual asks for no special characters. */
export const plainPunctuation = "-.,/";

/**
 * Converts text to what banks accept: capitals without accents, digits, the given punctuation, single spaces. An
 * ampersand that is not among it becomes E; any other character becomes a space.
 */
export function plainUpper(text: string, punctuation = commonPunctuation): string {
  const isAllowed = (character: string) => /[A-Z0-9 ]/.test(character) || punctuation.includes(character);
  const upper = text.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase();
  const named = punctuation.includes("&") ? upper : upper.replaceAll("&", " E ");
  return Array.from(named, (character) => (isAllowed(character) ? character : " "))
    .join("")
    .replace(/ +/g, " ")
    .trim();
}
