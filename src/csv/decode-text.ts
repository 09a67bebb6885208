import iconv from "iconv-lite";
import { AppError } from "../core/app-error.ts";
import { oddLetters } from "./odd-letters.ts";

/** What old programs and spreadsheets write on Windows, on the command line, and on old Macs. */
const codePages = ["windows-1252", "cp850", "macintosh"] as const;

/**
 * Decodes UTF-8 or UTF-16 or, if it is neither, the code page in which the text has the fewest odd letters. Throws
 * AppError for a mixture of UTF-8 and a code page, which would turn João into JoÃ£o.
 */
export function decodeText(bytes: Buffer): string {
  const wide = utf16Of(bytes);
  if (wide) return stripMark(new TextDecoder(wide).decode(bytes));
  if (bytes.includes(0))
    throw new AppError("csv", "O arquivo não é um texto em UTF-8 ou Latin-1. Salve de novo como CSV.");
  try {
    return stripMark(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    const lines = bytes.toString("latin1").split("\n");
    // A dash or a blank may stand behind Ã in Latin-1, too: MANHÃ–TARDE.
    const mixed = lines.findIndex((line) => /[\xC3\xC2](?![\x96\x97\xA0])[\x80-\xBF]/.test(line));
    if (mixed >= 0)
      throw new AppError("csv", `O arquivo mistura UTF-8 e Latin-1 (linha ${mixed + 1}). Salve de novo em UTF-8.`);
    const texts = codePages.map((page) => iconv.decode(bytes, page)).map((text) => ({ text, odd: oddLetters(text) }));
    return texts.reduce((best, other) => (other.odd < best.odd ? other : best)).text;
  }
}

const stripMark = (text: string) => text.replace(/^\uFEFF+/, "");

/** Excel saves "Texto Unicode" in UTF-16 with a mark; other programs leave the mark out. */
function utf16Of(bytes: Buffer): "utf-16le" | "utf-16be" | undefined {
  const [first, second] = bytes;
  if (bytes.length % 2 !== 0 || bytes.length === 0) return undefined;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // A header is plain letters, so every other byte of it is zero.
  const start = bytes.subarray(0, 40);
  const zeros = (at: 0 | 1) => start.every((byte, index) => (index % 2 === at) === (byte === 0));
  if (zeros(1)) return "utf-16le";
  return zeros(0) ? "utf-16be" : undefined;
}
