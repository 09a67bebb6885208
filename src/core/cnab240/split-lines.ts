import { lineWidth } from "./render-record.ts";

/** A line of a file; `number` counts from 1. */
export interface FileLine {
  number: number;
  text: string;
}

/**
 * Splits a bank's file into lines, whatever their line ending. Drops a byte order mark, a DOS end-of-file mark, empty
 * lines, and spaces beyond `width`. Splits a file without line breaks every `width` characters.
 */
export function splitLines(text: string, width = lineWidth): readonly FileLine[] {
  const body = text.replace(/^(?:\ufeff|ï»¿)/, "").replace(/\p{Cc}+$/u, "");
  if (body === "") return [];
  const isOneLine = !/[\r\n]/.test(body) && body.length > width && body.length % width === 0;
  const lines = isOneLine ? (body.match(new RegExp(`.{${width}}`, "gs")) ?? []) : body.split(/\r\n|\n|\r/);
  return lines
    .map((line, index) => ({ number: index + 1, text: line.length > width ? withoutSpaces(line, width) : line }))
    .filter((line) => line.text.trim() !== "");
}

/** A line that is too long loses the spaces at its end, as far as they are too many. */
const withoutSpaces = (line: string, width: number) => line.slice(0, width) + line.slice(width).trimEnd();

/**
 * Decodes a bank's file: UTF-16 or UTF-8 if valid, as saved by an editor, otherwise Latin-1, as banks write it.
 */
export function decodeFile(bytes: Uint8Array): string {
  const utf16 = utf16Of(bytes);
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const piece = 8192;
    let text = "";
    for (let from = 0; from < bytes.length; from += piece)
      text += String.fromCharCode(...bytes.subarray(from, from + piece));
    return text;
  }
}

/** A file of digits in UTF-16 has its mark or a zero byte beside each of the first characters. */
function utf16Of([first, second, third, fourth]: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if ((first === 0xff && second === 0xfe) || (first && second === 0 && third && fourth === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second && third === 0 && fourth)) return "utf-16be";
  return undefined;
}
