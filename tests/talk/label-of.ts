import { notADocument } from "../../src/core/conversation/replies/identity.ts";
import { noLongerOpen } from "../../src/core/conversation/replies/invoices.ts";
import { bankNotOffered, chooseBankAgain, pixWithBank, whichOne } from "../../src/core/conversation/replies/offers.ts";
import { noProof } from "../../src/core/conversation/replies/payments.ts";
import { isSubject, subjectAnswers } from "../../src/core/conversation/replies/subjects.ts";
import { notUnderstood, numberOutside, onlyText } from "../../src/core/conversation/replies/talk.ts";
import type { Effect } from "../../src/core/conversation/turn.ts";
import { understand } from "../../src/core/conversation/understand.ts";
import type { Person } from "./people.ts";
import type { Turn } from "./talk-driver.ts";

const subjectNames = new Set<string>(Object.values(subjectAnswers).map(({ subject }) => subject));

/** Returns what the dialog did in a turn, as the cases of talk name it: by its effects and its step, not by its words. */
export function labelsOf(turn: Turn, person: Person, text: string | undefined): string[] {
  const { before, after, effects, replies } = turn;
  const labels = effects.flatMap((effect) => labelOfEffect(effect, turn, person));
  const begins = (words: string) => replies.some((reply) => reply.text.startsWith(words));
  const calls = effects.some(({ kind }) => kind === "hand-over");
  const asksSubject = after.step === "offer-person" && subjectNames.has(after.subject) && before !== after;
  const toldSubject = replies.some((reply) => Object.values(subjectAnswers).some((one) => one.text === reply.text));
  if (toldSubject || asksSubject) labels.push("subject");
  if (asksSubject) labels.push("offer-person");
  if (after.step === "offer-person" && !asksSubject && before.step !== "offer-person") labels.push("offer-person");
  if (begins(noProof.text)) labels.push("noproof");
  if (begins(onlyText)) labels.push("onlytext");
  if (begins(notUnderstood)) labels.push("notunderstood");
  if (begins(numberOutside)) labels.push("outside");
  if (begins(bankNotOffered)) labels.push("bank-not-offered");
  if (begins(whichOne)) labels.push("which-bank");
  if (begins(pixWithBank)) labels.push("banks-pix");
  if (begins(chooseBankAgain) && !calls) labels.push("notunderstood");
  if (begins(notADocument.text)) labels.push("baddoc");
  if (begins(noLongerOpen.text)) labels.push("notunderstood");
  if (after.step === "confirm-switch") labels.push("confirm-switch");
  if (before.step === "confirm-switch" && after.step === "has-boleto" && effects.length === 0) labels.push("keep-old");
  if (after.step === "choose-wish") labels.push("which-wish");
  const said = text === undefined ? undefined : understand(text);
  if (labels.length === 0 && said?.intent === "thanks") labels.push("welcome");
  if (labels.length === 0 && said?.intent === "help") labels.push("help");
  if (turn.ends) labels.push("bye");
  if (labels.length === 0 && (after.step === "identify" || after.step === "confirm-digits")) labels.push("who");
  if (replies.length === 0 && effects.length === 0) labels.push("silence");
  if (said?.also && labels.length > 1) labels.push("multi");
  if (said?.intent && isSubject(said.intent) && calls) labels.push("subject");
  return [...new Set(labels)];
}

function labelOfEffect(effect: Effect, { before, after, effects, replies }: Turn, person: Person): string[] {
  switch (effect.kind) {
    case "list-invoices": {
      if (effects.some(({ kind }) => kind === "open-invoice" || kind === "ask-bank")) return [];
      if (effect.purpose === "no-internet") return ["noinet", "subject"];
      if (person.invoices.length === 0) return ["list-none"];
      if (effect.purpose === "unknown") return ["notunderstood", "list"];
      const purposes = { pix: "list-pix", paid: "list-paid", "not-found": "list-notfound" } as const;
      return [purposes[effect.purpose as keyof typeof purposes] ?? "list"];
    }
    case "open-invoice": {
      if (effects.some(({ kind }) => kind === "issue-boleto")) return [];
      if (after.step === "confirm-switch") return [];
      if (effect.purpose === "switch") return ["switch"];
      if (after.step !== "has-boleto") {
        const number = person.invoices.findIndex(({ invoiceId }) => invoiceId === effect.invoiceId) + 1;
        return [`open:${number}`];
      }
      return [effect.purpose === "pix" && replies.some(({ verbatim }) => verbatim) ? "pix-now" : "again"];
    }
    case "issue-boleto":
      return [`issue:${effect.bankWalletId}`];
    case "ask-bank":
      return [effect.about === "paid" ? "askbank-paid" : "askbank-notfound"];
    case "receipt":
      return ["receipt"];
    case "hand-over":
      return ["person"];
    case "request-code":
      return ["code"];
    case "check-digits":
      return ["digits"];
    case "check-code":
      return ["digits"];
    default:
      return [before.step === after.step ? "subject" : "help"];
  }
}
