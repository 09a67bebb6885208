import { isPlainLine, plainLines } from "./refused-characters.ts";

/**
 * Parses JSON from outside; undefined if it is none. Takes out of its texts the characters that no door takes: a NUL in
 * a bank's reason would keep the answer from being stored, at each attempt.
 */
export function parseJson(text: string): unknown {
  try {
    // The second argument costs most of the time, and is needed by hardly any text. Line breaks between fields are no
    // part of its texts.
    const isPlain = !text.includes("\\u") && isPlainLine(text.replace(/[\n\r\t]/g, ""));
    return isPlain ? JSON.parse(text) : JSON.parse(text, plainValue);
  } catch {
    return undefined;
  }
}

const plainValue = (_: string, value: unknown) => (typeof value === "string" ? plainLines(value) : value);
