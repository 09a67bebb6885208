import iconv from "iconv-lite";

/** The bytes that letters have in Windows-1252, or in Latin-1 where they have none there. */
const bytes1252 = new Map(
  Array.from({ length: 256 }, (_, byte) => byte).flatMap((byte) => [
    [String.fromCharCode(byte), byte] as const,
    [iconv.decode(Buffer.from([byte]), "windows-1252"), byte] as const,
  ]),
);
/** What a letter in UTF-8 looks like in Windows-1252: it begins with one of few signs, and each of them is rare. */
const scrambled =
  /(?:[ÂÄÅÌ]|(?<!\p{L})Ã|Ã(?!\u00A0))[^\p{ASCII}]|â[€\u0080\u0081‚\u0082„\u0084][^\p{ASCII}]|ð[^\p{ASCII}]{3}|ï»¿/gu;
/** Ö and × come from a dash behind Ã (MANHÃ–TARDE): no sign that the text is scrambled. */
const unlikely = /[Ö×÷\p{Cc}\p{Cn}\p{Co}]/u;
const mostTimes = 4;

/**
 * Puts right a text that was UTF-8, was read as Windows-1252, and was written in UTF-8 again, also several times over:
 * JoÃ£o becomes João. Everything else stays.
 */
export function unscramble(text: string): string {
  let read = text;
  for (let times = 0; times < mostTimes; times++) {
    const once = read.replace(scrambled, decode);
    if (once === read) break;
    read = once;
  }
  return read;
}

function decode(letters: string): string {
  const bytes = [...letters].map((letter) => bytes1252.get(letter));
  if (bytes.includes(undefined)) return letters;
  const decoded = Buffer.from(bytes as number[]).toString("utf8");
  return decoded.includes("\uFFFD") || unlikely.test(decoded) ? letters : decoded;
}
