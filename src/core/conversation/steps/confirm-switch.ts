import { keepOld, switchQuestion } from "../replies/offers.ts";
import type { Repeat, Step } from "../step.ts";
import { chosenNumber } from "./chosen-number.ts";

/** Reads whether the old boleto was paid or scheduled. It is replaced only after a clear no. */
export const confirmSwitch: Step<"confirm-switch"> = (state, said) => {
  const { invoiceId, to, replacing } = state;
  const number = chosenNumber(said, 2);
  // A question or a doubt is no answer.
  const denies = said.payment === "denied" && !said.text.includes("?");
  if (number === 1 || said.intent === "no" || denies)
    return {
      state,
      effects: [{ kind: "issue-boleto", invoiceId, bankWalletId: to.bankWalletId, replacing: replacing.boletoId }],
    };
  if (number === 2 || said.intent === "yes" || said.payment === "told")
    return {
      state: { step: "has-boleto", list: state.list, misunderstood: 0, invoiceId, boletoId: replacing.boletoId },
      replies: [keepOld(replacing.name)],
    };
  // This declines to change the bank, and says nothing about a payment.
  if (said.intent === "decline") return { state, effects: [{ kind: "open-invoice", invoiceId, purpose: "pay" }] };
  // Wishing to change says nothing about a payment: the question stays.
  if (said.intent !== undefined && staying.has(said.intent))
    return { state, replies: [switchQuestion(replacing.name, to.name, state.list)], isRepeat: true };
  return undefined;
};

const staying = new Set(["consent", "switch-bank", "pay", "boleto-again", "any-bank", "ready-when"]);

/** Repeats the question. */
export const repeatConfirmSwitch: Repeat<"confirm-switch"> = (state) =>
  switchQuestion(state.replacing.name, state.to.name, state.list);
