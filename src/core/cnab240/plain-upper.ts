/** Converts text to what banks accept: printable ASCII capitals without accents, single spaces. */
export function plainUpper(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^\x20-\x7e]/g, " ")
    .replace(/ +/g, " ")
    .trim();
}
