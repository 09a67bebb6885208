/** Windows-1252 beyond Latin-1: what the built-in fonts of a PDF can also show. */
const beyondLatin1 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/** The text as built-in PDF fonts can show it: one line, other scripts' letters without their marks, else "?". */
export function winAnsi(text: string): string {
  const line = text.normalize("NFC").replace(/\s+/g, " ").trim();
  if (/^[\x20-\x7e\xa0-\xff]*$/.test(line)) return line;
  return [...line].map(showable).join("");
}

function showable(letter: string): string {
  if (/^[\x20-\x7e\xa0-\xff]$/.test(letter) || beyondLatin1.includes(letter)) return letter;
  const bare = letter.normalize("NFKD").replace(/\p{M}/gu, "");
  return /^[\x20-\x7e]+$/.test(bare) ? bare : "?";
}
