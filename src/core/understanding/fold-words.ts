/**
 * Converts a text to the words in which it is compared: lower case, without accents and punctuation, letters that are
 * stretched ("oiiii") written once, each number as one word. Emoji stay, because a thumb or a heart may be the whole
 * message.
 */
export function foldWords(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}|\p{Cf}|\p{Emoji_Modifier}|\uFE0F/gu, "")
    .toLowerCase()
    .replace(/(\p{L})\1{2,}/gu, "$1");
  return plain.match(/\p{L}+|\p{N}+(?:[.,/]\p{N}+)*|\p{Extended_Pictographic}/gu) ?? [];
}
