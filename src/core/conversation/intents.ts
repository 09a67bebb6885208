import { deniesPayment } from "./denies-payment.ts";
import { type Intent, phrases } from "./phrases.ts";
import { plainText } from "./plain-text.ts";

/**
 * Precedence of intents: if a message contains phrases of several, the first one in this list wins. Specific intents
 * come before general ones, because a longer phrase often contains a shorter one.
 * tests/core/conversation/intents.test.ts detects phrases that an earlier intent would capture.
 */
export const precedence: readonly Intent[] = [
  "erase-data",
  "stop-notices",
  "resume-notices",
  "notify-me",
  "central",
  // "Apagar meus dados" contains "meus dados".
  "personal-data",
  // "Não consegui pagar" is not a request to pay, nor "boleto não encontrado" one for a boleto.
  "not-found",
  // "Já paguei o boleto" does not request a boleto.
  "paid",
  "receipt",
  "person",
  "no-internet",
  // "Trocar o banco do boleto" refers to an existing boleto.
  "switch-bank",
  // "Boleto com pix" requests the PIX.
  "pix",
  // "Código do boleto" and "boleto de novo" contain "boleto".
  "boleto-again",
  "pay",
  // Last, because a request may also contain thanks or a greeting.
  "thanks",
  "greet",
];

const wholePhrases = new Map(
  Object.entries(phrases).flatMap(([intent, { whole = [] }]) =>
    whole.map((words) => [words, intent as Intent] as const),
  ),
);

/** Returns the intent of a text, ignoring accents, case and punctuation; undefined if none is recognised. */
export function recogniseIntent(text: string): Intent | undefined {
  if (deniesPayment(text)) return "not-paid";
  const plain = plainText(text);
  const containsAtWordStart = (words: string) => ` ${plain}`.includes(` ${words}`);
  return wholePhrases.get(plain) ?? precedence.find((intent) => phrases[intent].within?.some(containsAtWordStart));
}
