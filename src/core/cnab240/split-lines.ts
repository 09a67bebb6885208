import { lineWidth } from "./render-record.ts";

/** A line of a file; `number` counts from 1. */
export interface FileLine {
  number: number;
  text: string;
}

/**
 * Splits a bank's file into lines, whatever their line ending. Drops a byte order mark, a DOS end-of-file mark and
 * empty lines at the end. Splits a file without line breaks every 240 characters.
 */
export function splitLines(text: string): readonly FileLine[] {
  const body = text.replace(/^(?:\ufeff|ï»¿)/, "").replace(/\p{Cc}+$/u, "");
  if (body === "") return [];
  const isOneLine = !/[\r\n]/.test(body) && body.length > lineWidth && body.length % lineWidth === 0;
  const lines = isOneLine ? (body.match(/.{240}/gs) ?? []) : body.split(/\r\n|\n|\r/);
  return lines.map((line, index) => ({ number: index + 1, text: line }));
}

/** Decodes a bank's file: UTF-8 if valid, as saved by an editor, otherwise Latin-1, as banks write it. */
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
