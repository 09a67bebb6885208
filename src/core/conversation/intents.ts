import { namesOnlyBanks } from "../understanding/bank-words.ts";
import { classifyWish, type GuessedWish } from "../understanding/classify-wish.ts";
import { foldWords } from "../understanding/fold-words.ts";
import { invoiceWordsIn } from "../understanding/invoice-words.ts";
import { type PaymentMood, paymentMood } from "../understanding/payment-words.ts";
import type { WishName } from "../understanding/wishes.ts";
import { intentOf } from "./intent-of-wish.ts";
import { type Intent, type OwnIntent, phrases } from "./phrases.ts";
import { plainText } from "./plain-text.ts";
import { isSubject } from "./replies/subjects.ts";

/** The intents of a message. */
export interface Wishes {
  intent?: Intent;
  /** How it speaks of a payment, if it does. */
  payment?: PaymentMood;
  /** A second one, which the same message asks for as well. */
  also?: Intent;
  /** Two, of which the message may mean either. */
  between?: readonly [Intent, Intent];
}

/**
 * The precedence of phrases, which decide where the classifier is not sure: if a message contains phrases of several
 * intents, the one that comes first in this list wins. Specific intents come before general ones, because a longer
 * phrase often contains a shorter one. tests/core/conversation/intents.test.ts finds phrases that an earlier intent would
 * take.
 */
export const precedence: readonly OwnIntent[] = [
  "erase-data",
  "stop-notices",
  "resume-notices",
  "notify-me",
  "central",
  // "Apagar meus dados" contains "meus dados".
  "personal-data",
  "decline",
  "not-found",
  "receipt",
  "person",
  "no-internet",
  // "Trocar o banco do boleto" is about a boleto that exists.
  "switch-bank",
  "any-bank",
  "ready-when",
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
    whole.map((words) => [words, intent as OwnIntent] as const),
  ),
);

/** How sure a wish has to be: the dearer a mistake, the surer. */
const leastCertainty: Partial<Record<WishName, number>> = {
  paid: 0.6,
  "erase-data": 0.85,
  "personal-data": 0.6,
  "stop-notices": 0.7,
  "resume-notices": 0.7,
  "switch-bank": 0.6,
  unlock: 0.55,
  "cancel-plan": 0.55,
  "wrong-number": 0.6,
  "other-persons-bill": 0.5,
  bye: 0.5,
  thanks: 0.5,
};
const usualCertainty = 0.3;
/** So many times as sure as the next one. */
const leastRatio = 1.5;
/** Two wishes are asked between if both are likely, and together nearly certain. */
const between = { each: 0.27, both: 0.75 };
/** A part of a message has a wish of its own only if it is quite sure. */
const ofPart = { certainty: 0.5, words: 2 };
/** Said along with any wish, and none of its own then. */
const courtesies: readonly WishName[] = ["greet", "thanks", "bye", "none"];

/** Returns the intents of a text. Accents, case and punctuation are ignored. */
export function recogniseWishes(text: string): Wishes {
  const payment = paymentMood(text);
  return { ...wishesIn(text, payment), ...(payment && { payment }) };
}

function wishesIn(text: string, mood: PaymentMood | undefined): Wishes {
  const plain = plainText(text);
  const whole = wholePhrases.get(plain) ?? wholePhrases.get(foldWords(text).join(" "));
  if (whole) return { intent: whole };
  if (contentEmoji.test(text)) return { intent: "thanks" };
  if (!/[\p{L}\p{N}]/u.test(text)) return emojiWish(text);
  if (namesOnlyBanks(text)) return {};
  // Nobody was asked for sentences of this one: it is a command that Faturabot itself teaches.
  if (containsPhrase(plain, "notify-me")) return { intent: "notify-me" };
  // A few letters say nothing.
  if (!foldWords(text).some((word) => word.length > 2)) return byPhrase(plain);
  const guesses = byMood(classifyWish(text), mood);
  const [first, second] = guesses;
  if (!first || !second) return {};
  const parts = mood === "doubted" ? [] : withoutAbsorbed(wishesOfParts(text));
  if (parts.length === 2) {
    const [one, other] = parts.map((wish) => intentOf[wish]);
    if (one && other && one !== other) return { intent: one, also: other };
  }
  const payment = byPayment(first, mood);
  if (payment) return payment;
  const intent = isSure(first) && first.certainty >= leastRatio * second.certainty ? intentOf[first.wish] : undefined;
  if (intent) return { intent };
  const [one, other] = [intentOf[first.wish], intentOf[second.wish]];
  const isBetween =
    second.certainty >= between.each && first.certainty + second.certainty >= between.both && one && other;
  if (isBetween && one !== other) return { between: [one, other] };
  return byPhrase(plain);
}

function byPhrase(plain: string): Wishes {
  const phrase = precedence.find((name) => containsPhrase(plain, name));
  return phrase ? { intent: phrase } : {};
}

/** Returns what a message without letters says. */
function emojiWish(text: string): Wishes {
  if (/👎/u.test(text)) return { intent: "no" };
  return /[😡🤬😠😤💢]/u.test(text) ? { intent: "complaint" } : {};
}

/** Returns whether a phrase of the intent begins at the start of a word. */
const containsPhrase = (plain: string, intent: OwnIntent) =>
  phrases[intent].within?.some((words) => ` ${plain}`.includes(` ${words}`)) === true;

const isSure = ({ wish, certainty }: GuessedWish) => certainty >= (leastCertainty[wish] ?? usualCertainty);

/** Leaves out what the grammar of payments denies: "vou pagar" and "não paguei" tell of no payment. */
function byMood(guesses: readonly GuessedWish[], mood: PaymentMood | undefined): readonly GuessedWish[] {
  if (mood === "told" || mood === "asked") return guesses;
  // Where the grammar finds no payment, the classifier has to be nearly certain of one.
  if (mood === undefined && (guesses[0]?.wish !== "paid" || guesses[0].certainty >= 0.8)) return guesses;
  const left = guesses.filter(({ wish }) => wish !== "paid" && (mood !== "doubted" || wish !== "not-paid"));
  const sum = left.reduce((total, { certainty }) => total + certainty, 0);
  return left.map(({ wish, certainty }) => ({ wish, certainty: certainty / sum }));
}

/** A message that says that something was paid, or was not. */
function byPayment({ wish, certainty }: GuessedWish, mood: PaymentMood | undefined): Wishes | undefined {
  const isOther = certainty >= 0.5 && wish !== "paid" && wish !== "not-paid";
  if (mood === "told") {
    // "Paguei e continuo sem internet": the bank is asked, and a person sees to the rest.
    const also = isOther && intentOf[wish];
    if (also && (wish === "receipt" || wish === "wrong-charge" || wish === "not-found")) return { intent: also };
    if (also && (isSubject(also) || also === "no-internet" || also === "person")) return { intent: "paid", also };
    return isOther && certainty >= 0.9 && also && wish !== "invoices" && wish !== "pix"
      ? { intent: also }
      : { intent: "paid" };
  }
  if (mood === "denied")
    return isOther && wish !== "invoices" && wish !== "amount" ? undefined : { intent: "not-paid" };
  return undefined;
}

/** What is said along with these is part of them: "o pix deu erro" asks for no PIX. */
const absorbs: Partial<Record<WishName, readonly WishName[]>> = {
  "not-found": ["pix", "invoices", "boleto-again", "not-paid", "complaint"],
  paid: ["pix", "receipt"],
  receipt: ["paid", "invoices"],
  "switch-bank": ["invoices", "amount", "due-when", "any-bank", "not-paid", "boleto-again"],
  pix: ["invoices", "amount"],
  "boleto-again": ["invoices", "ready-when"],
  promise: ["not-paid", "invoices", "amount"],
  unlock: ["no-internet", "promise", "not-paid"],
  amount: ["invoices", "due-when"],
  person: ["any-bank", "complaint", "help"],
  "wrong-charge": ["amount", "paid", "complaint"],
  "outage-back-when": ["no-internet"],
  "change-due-date": ["due-when"],
};

const withoutAbsorbed = (wishes: readonly WishName[]) =>
  wishes.filter((wish) => !wishes.some((other) => other !== wish && absorbs[other]?.includes(wish)));

/** The wishes of the parts of a message, in order, each once: "quero o boleto e também mudar meu plano". */
function wishesOfParts(text: string): WishName[] {
  const parts = text.split(
    /[.;!?\n,]+|\s(?:e|mas|tb|tbm|tambem|também|alem disso|além disso|outra coisa|aproveitando)\s/iu,
  );
  const found = parts.flatMap((part) => {
    if (foldWords(part).length < ofPart.words || namesOnlyBanks(part)) return [];
    const [first] = byMood(classifyWish(part), paymentMood(part));
    if (first && first.certainty >= ofPart.certainty) return courtesies.includes(first.wish) ? [] : [first.wish];
    return invoiceWordsIn(part) && /\b(?:a|o|do|da|boleto|fatura|conta)\b/i.test(part) ? (["invoices"] as const) : [];
  });
  return [...new Set(found)];
}
