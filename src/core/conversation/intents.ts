import { deniesPayment } from "./denies-payment.ts";
import { type Intent, phrases } from "./phrases.ts";
import { plainText } from "./plain-text.ts";

/**
 * The precedence of intents: if a message contains phrases of several intents, the one that comes first in this list
 * wins. Specific intents come before general ones, because a longer phrase often contains a shorter one.
 * tests/core/conversation/intents.test.ts finds phrases that an earlier intent would take.
 */
export const precedence: readonly Intent[] = [
  "erase-data",
  "stop-notices",
  "resume-notices",
  "notify-me",
  "central",
  // "Apagar meus dados" contains "meus dados".
  "personal-data",
  // "Não consegui pagar" does not ask to pay, and "boleto não encontrado" does not ask for a boleto.
  "not-found",
  // "Já paguei o boleto" does not ask for a boleto.
  "paid",
  "receipt",
  "person",
  "no-internet",
  // "Trocar o banco do boleto" is about a boleto that exists.
  "switch-bank",
  // "Boleto com pix" asks for the PIX.
  "pix",
  // "Código do boleto" and "boleto de novo" contain "boleto".
  "boleto-again",
  "pay",
  // These come last, because a request may also contain thanks or a greeting.
  "thanks",
  "greet",
];

/** Matches a message of nothing but a thumbs-up, a heart or the like, in any colour. */
const contentEmoji =
  /^\s*(?:(?:[👍👌🙏👏🙌🤝💪✅😊🙂😀😃😄😁😉😍🥰😘🤗❤♥💙💚🧡💛💜🤎🖤🤍💕💖💗🫶])\p{Emoji_Modifier}?\uFE0F?\s*)+$/u;

const wholePhrases = new Map(
  Object.entries(phrases).flatMap(([intent, { whole = [] }]) =>
    whole.map((words) => [words, intent as Intent] as const),
  ),
);

/** Returns the intent of a text; undefined if none is recognised. Accents, case and punctuation are ignored. */
export function recogniseIntent(text: string): Intent | undefined {
  if (deniesPayment(text)) return "not-paid";
  if (contentEmoji.test(text)) return "thanks";
  const plain = plainText(text);
  const containsAtWordStart = (words: string) => ` ${plain}`.includes(` ${words}`);
  return wholePhrases.get(plain) ?? precedence.find((intent) => phrases[intent].within?.some(containsAtWordStart));
}
