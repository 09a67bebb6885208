import { lineWidth } from "./render-record.ts";

/** A line of a file and its number, from 1. */
export interface FileLine {
  number: number;
  text: string;
}

/**
 * The lines of a bank's file, however they end; a byte order mark, the old end-of-file mark and empty lines at the end
 * are left off. A file without any line break is cut every 240 characters.
 */
export function splitLines(text: string): readonly FileLine[] {
  const body = text.replace(/^(?:\ufeff|ï»¿)/, "").replace(/\p{Cc}+$/u, "");
  if (body === "") return [];
  const isOneLine = !/[\r\n]/.test(body) && body.length > lineWidth && body.length % lineWidth === 0;
  const lines = isOneLine ? (body.match(/.{240}/gs) ?? []) : body.split(/\r\n|\n|\r/);
  return lines.map((line, index) => ({ number: index + 1, text: line }));
}

/** The text of a bank's file: Latin-1, or UTF-8 where somebody's editor has made it that. */
export function decodeFile(bytes: Uint8Array): string {
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
