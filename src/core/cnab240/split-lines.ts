import { withoutEnd } from "../without-end.ts";
import { lineWidth } from "./render-record.ts";

/** A line of a file; `number` counts from 1. */
export interface FileLine {
  number: number;
  text: string;
}

/** Most bytes of a bank's file, and most of its lines: some 20,000 and 50,000 titles, more than any bank sends a day. */
const mostFileBytes = 20 * 2 ** 20;
const mostLines = 100_000;

/** Says that a file of this size, in bytes, is not read; undefined if it is. */
export const tooLarge = (bytes: number): string | undefined =>
  bytes > mostFileBytes ? `o arquivo passa de ${mostFileBytes / 2 ** 20} MB` : undefined;

/**
 * Says why a text is not read as a bank's file at all, whatever its layout; undefined if it is. Has to be asked before
 * the text is taken apart, because the work is by line.
 */
export function whyUnreadable(text: string): string | undefined {
  // A file of this size in UTF-8 or Latin-1 has no more characters than bytes.
  const large = tooLarge(text.length);
  if (large !== undefined) return large;
  if (bodyOf(text).includes("\0")) return "o arquivo tem bytes vazios (NUL) no meio: não chegou inteiro";
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0 && lines <= mostLines; at = text.indexOf("\n", at + 1)) lines++;
  for (let at = text.indexOf("\r"); at >= 0 && lines <= mostLines; at = text.indexOf("\r", at + 1))
    if (text.charCodeAt(at + 1) !== 10) lines++;
  return lines > mostLines ? `o arquivo passa de ${mostLines} linhas` : undefined;
}

/**
 * Splits a bank's file into lines, whatever their line ending. Drops a byte order mark, a DOS end-of-file mark, empty
 * lines, and spaces beyond `width`. Splits a file without line breaks every `width` characters.
 */
export function splitLines(text: string, width = lineWidth): readonly FileLine[] {
  const body = bodyOf(text);
  if (body === "") return [];
  const isOneLine = !/[\r\n]/.test(body) && body.length > width && body.length % width === 0;
  const lines = isOneLine ? (body.match(new RegExp(`.{${width}}`, "gs")) ?? []) : body.split(/\r\n|\n|\r/);
  return lines
    .map((line, index) => ({ number: index + 1, text: line.length > width ? withoutSpaces(line, width) : line }))
    .filter((line) => line.text.trim() !== "");
}

const control = /\p{Cc}/u;

/** The text without its byte order mark and the control characters at its end. */
const bodyOf = (text: string) => withoutEnd(text, control).replace(/^(?:\ufeff|ï»¿)/, "");

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
