import { type BankWords, bankWordsIn } from "../understanding/bank-words.ts";
import { type InvoiceWords, invoiceWordsIn } from "../understanding/invoice-words.ts";
import { type Option, optionIn } from "../understanding/number-words.ts";
import { recogniseWishes, type Wishes } from "./intents.ts";

/** What a person wrote, in the form in which steps read it. */
export interface Understood extends Wishes {
  /** The text, cut to a length that people write by hand. */
  text: string;
  /** The number chosen from a list, if the message or one of its lines is nothing but a number. */
  number?: number;
  /** A choice from a list in words: "a 1", "a segunda", "a última". */
  option?: Option;
  /** The invoice that is named by its month, day, amount or state. */
  invoice?: InvoiceWords;
  /** The bank that is named. */
  bank?: BankWords;
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
  // Three digits may be the code of a bank.
  const code = number !== undefined && number > 99 ? bankWordsIn(text) : undefined;
  if (number !== undefined) return { text, number, ...(code && { bank: code }) };
  const option = optionOf(text);
  const invoice = invoiceWordsIn(text);
  const bank = bankWordsIn(text);
  return {
    text,
    ...recogniseWishes(text),
    ...(option !== undefined && { option }),
    ...(invoice && { invoice }),
    ...(bank && { bank }),
  };
}

/** A signature is a line of its own here, too. */
function optionOf(text: string): Option | undefined {
  const options = new Set(text.split(/\r?\n/).flatMap((line) => optionIn(line) ?? []));
  const [only] = options;
  return options.size === 1 ? only : undefined;
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
