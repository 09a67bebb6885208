import { deniesPayment } from "./denies-payment.ts";
import { type Intent, phrases } from "./phrases.ts";
import { plainText } from "./plain-text.ts";

/**
 * Which intent counts where a message has phrases of several: the first of these. What says more comes before what says
 * less, because the longer phrase often holds the shorter one. tests/core/conversation/intents.test.ts finds a phrase
 * that an intent before its own takes away.
 */
export const precedence: readonly Intent[] = [
  "erase-data",
  "stop-notices",
  "resume-notices",
  "notify-me",
  "central",
  // "Apagar meus dados" holds "meus dados".
  "personal-data",
  // "Não consegui pagar" is no wish to pay, "boleto não encontrado" none for a boleto.
  "not-found",
  // "Já paguei o boleto" asks for nothing.
  "paid",
  "receipt",
  "person",
  "no-internet",
  // "Trocar o banco do boleto" is about one that there is.
  "switch-bank",
  // "Boleto com pix" is about its PIX.
  "pix",
  // "Código do boleto", "boleto de novo".
  "boleto-again",
  "pay",
  // Whatever is asked for politely, or after a greeting, is asked for.
  "thanks",
  "greet",
];

const wholePhrases = new Map(
  Object.entries(phrases).flatMap(([intent, { whole = [] }]) =>
    whole.map((words) => [words, intent as Intent] as const),
  ),
);

/** The intent of a phrase, accents, capitals and punctuation ignored; undefined where none is recognised. */
export function recogniseIntent(text: string): Intent | undefined {
  if (deniesPayment(text)) return "not-paid";
  const plain = plainText(text);
  const begins = (words: string) => ` ${plain}`.includes(` ${words}`);
  return wholePhrases.get(plain) ?? precedence.find((intent) => phrases[intent].within?.some(begins));
}
