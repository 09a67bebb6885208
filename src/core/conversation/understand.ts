import { recogniseIntent } from "./intents.ts";
import type { Intent } from "./phrases.ts";

/** A person's text as the steps read it. */
export interface Understood {
  /** The text, cut to what a person would write by hand. */
  text: string;
  /** The number chosen from a list, where the message or one line of it is just that. */
  number?: number;
  intent?: Intent;
}

const longestText = 500;
const longestQuote = 4096;

/**
 * Reads one message. WhatsApp signatures and quoted text come as further lines, so one line that is just a
 * number counts; two different ones do not.
 */
export function understand(raw: string): Understood {
  const text = raw.slice(0, longestText).trim();
  // The answer may stand below a long message that is quoted.
  const number = onlyNumber(raw.slice(0, longestQuote));
  if (number !== undefined) return { text, number };
  const intent = recogniseIntent(text);
  return intent ? { text, intent } : { text };
}

function onlyNumber(text: string): number | undefined {
  const numbers = new Set(
    text
      .split(/\r?\n/)
      .map(
        (line) =>
          /^[\s*_.(#]*(\d{1,3})[\s*_.)ºª!,;-]*$/u.exec(line.normalize("NFKC").replace(/\uFE0F?\u20E3/gu, ""))?.[1],
      )
      .filter((digits) => digits !== undefined)
      .map(Number),
  );
  const [only] = numbers;
  return numbers.size === 1 ? only : undefined;
}
