import { recogniseIntent } from "./intents.ts";
import type { Intent } from "./phrases.ts";
import { plainText } from "./plain-text.ts";

/** What a person wrote, in the form in which steps read it. */
export interface Understood {
  /** The text, cut to a length that people write by hand. */
  text: string;
  /** The number chosen from a list, if the message or one of its lines is nothing but a number. */
  number?: number;
  intent?: Intent;
}

const longestText = 500;
const longestQuote = 4096;

/**
 * Reads a message. Signatures and quoted text on WhatsApp are lines of their own, so a line that is nothing but a
 * number counts as a choice. If two lines are different numbers, neither counts.
 */
export function understand(raw: string): Understood {
  const text = raw.slice(0, longestText).trim();
  // The answer may follow a long text that is quoted.
  const number = onlyNumber(raw.slice(0, longestQuote));
  if (number !== undefined) return { text, number };
  const intent = recogniseIntent(text);
  return intent ? { text, intent } : { text };
}

const places: Readonly<Record<string, string>> = {
  ...{ um: "1", uma: "1", primeira: "1", primeiro: "1", dois: "2", duas: "2", segunda: "2", segundo: "2" },
  ...{ tres: "3", terceira: "3", terceiro: "3", quatro: "4", cinco: "5", seis: "6" },
  ...{ sete: "7", oito: "8" },
};
/** The words that people put around the number of a menu: "quero a opção 1, por favor". */
const chosen = new RegExp(
  `^(?:(?:eu )?(?:quero|escolho|prefiro|seria|pode ser|vou de) )?(?:(?:e )?[ao] )?(?:(?:opcao|op|numero|num|n|item|fatura|boleto) )?(\\d{1,2}|${Object.keys(places).join("|")})(?: opcao)?(?: (?:por favor|pfv|pf|mesmo))?$`,
);

/** Returns the digits of a choice in words, such as "opção 1", "a primeira" or "dois"; undefined for any other line. */
function numberInWords(line: string): string | undefined {
  const word = chosen.exec(plainText(line))?.[1];
  return word && (places[word] ?? word);
}

function onlyNumber(text: string): number | undefined {
  const numbers = new Set(
    text
      .split(/\r?\n/)
      .map(
        (line) =>
          /^[\s*_.(#]*(\d{1,3})[\s*_.)ºª!,;-]*$/u.exec(line.normalize("NFKC").replace(/\uFE0F?\u20E3/gu, ""))?.[1] ??
          numberInWords(line),
      )
      .filter((digits) => digits !== undefined)
      .map(Number),
  );
  const [only] = numbers;
  return numbers.size === 1 ? only : undefined;
}
