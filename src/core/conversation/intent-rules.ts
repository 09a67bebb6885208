import type { Intent } from "./phrases.ts";

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
  "notify-me": account,
  central: account,
  "personal-data": account,
  leave: nobody,
  help: nobody,
  person: nobody,
  thanks: nobody,
  "stop-notices": chat,
  "resume-notices": chat,
  "erase-data": chat,
} satisfies Record<Intent, IntentRules>;

/** The rules of each intent. */
export const intentRules: Readonly<Record<Intent, IntentRules>> = rules;

/** The intents that may refer to the boleto that was last shown in the chat. */
export type BoletoIntent = {
  [I in Intent]: (typeof rules)[I]["lastBoleto"] extends "no" ? never : I;
}[Intent];
