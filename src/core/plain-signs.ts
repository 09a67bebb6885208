/**
 * Removes characters that nobody sees: marks of direction, blanks without width, soft hyphens, byte order marks. They
 * come along when a phone is copied from contacts, or a name from a web page. The joiner within an emoji stays.
 */
export function dropInvisible(text: string): string {
  return text.replace(/(?!(?<=\p{Extended_Pictographic}|\uFE0F)\u200D)\p{Cf}/gu, "");
}

/**
 * Writes a number in plain signs, as it is on a keyboard: no invisible characters, "-" for every dash, " " for every
 * blank, "1" for "１".
 */
export function plainSigns(text: string): string {
  return dropInvisible(text)
    .replace(/\p{Variation_Selector}|\u034F/gu, "")
    .normalize("NFKC")
    .replace(/[\p{Pd}\u2212]/gu, "-")
    .replace(/\p{Zs}/gu, " ");
}
