import { keepOld, switchQuestion } from "../replies/offers.ts";
import type { Repeat, Step } from "../step.ts";

/** Reads whether the old boleto was paid or scheduled. It is replaced only after a clear no. */
export const confirmSwitch: Step<"confirm-switch"> = (state, said) => {
  const { invoiceId, to, replacing } = state;
  if (said.number === 1 || said.intent === "no" || said.intent === "not-paid")
    return {
      state,
      effects: [{ kind: "issue-boleto", invoiceId, bankWalletId: to.bankWalletId, replacing: replacing.boletoId }],
    };
  if (said.number === 2 || said.intent === "yes" || said.intent === "paid")
    return {
      state: { step: "has-boleto", list: state.list, misunderstood: 0, invoiceId, boletoId: replacing.boletoId },
      replies: [keepOld(replacing.name)],
    };
  // This declines to change the bank, and says nothing about a payment.
  if (said.intent === "decline") return { state, effects: [{ kind: "open-invoice", invoiceId, purpose: "pay" }] };
  return undefined;
};

/** Repeats the question. */
export const repeatConfirmSwitch: Repeat<"confirm-switch"> = (state) =>
  switchQuestion(state.replacing.name, state.to.name, state.list);
