import type { Intent, OwnIntent } from "./phrases.ts";
import { isSubject } from "./replies/subjects.ts";

/** How the dialog treats an intent, besides the intent's move in `anywhere.ts`. */
interface IntentRules {
  /**
   * Who gets an answer. "account": only a proven subscriber. "nobody": strangers too, once they were asked who they
   * are, because the answer reveals nothing about a subscriber. "chat": strangers at once, because the intent concerns
   * their own chat and no account.
   */
  concerns: "account" | "nobody" | "chat";
  /**
   * Whether the intent refers to the boleto that was last shown in the chat. "in-session": until the conversation
   * starts over after a pause. "after-pause": later, too, such as "não encontrado", written at the bank the next
   * morning.
   */
  lastBoleto: "no" | "in-session" | "after-pause";
}

const account = { concerns: "account", lastBoleto: "no" } as const;
const nobody = { concerns: "nobody", lastBoleto: "no" } as const;
const chat = { concerns: "chat", lastBoleto: "no" } as const;
const inSession = { concerns: "account", lastBoleto: "in-session" } as const;
const afterPause = { concerns: "account", lastBoleto: "after-pause" } as const;

const rules = {
  pay: inSession,
  pix: inSession,
  "not-paid": inSession,
  "boleto-again": afterPause,
  paid: afterPause,
  "not-found": afterPause,
  "switch-bank": afterPause,
  receipt: account,
  "no-internet": account,
  greet: account,
  menu: account,
  back: account,
  more: account,
  yes: account,
  no: account,
  decline: account,
  consent: account,
  "any-bank": account,
  "ready-when": afterPause,
  "notify-me": account,
  central: account,
  "personal-data": account,
  leave: nobody,
  help: nobody,
  person: chat,
  thanks: nobody,
  "stop-notices": chat,
  "resume-notices": chat,
  "erase-data": chat,
} satisfies Record<OwnIntent, IntentRules>;

/** Returns the rules of an intent. An answer about a subject of the provider's tells nothing about a subscriber. */
export const rulesOf = (intent: Intent): IntentRules =>
  isSubject(intent) ? (intent === "unlock" ? account : chat) : rules[intent];

/** The intents that may refer to the boleto that was last shown in the chat. */
export type BoletoIntent = {
  [I in OwnIntent]: (typeof rules)[I]["lastBoleto"] extends "no" ? never : I;
}[OwnIntent];
