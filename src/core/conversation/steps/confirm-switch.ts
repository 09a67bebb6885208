import { keepOld, switchQuestion } from "../replies/offers.ts";
import type { Repeat, Step } from "../step.ts";

/** Was the old boleto paid or scheduled? Only a clear no throws it away. */
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
  // Of the switch, not of having paid.
  if (said.intent === "decline") return { state, effects: [{ kind: "open-invoice", invoiceId, purpose: "pay" }] };
  return undefined;
};

/** The question once more. */
export const repeatConfirmSwitch: Repeat<"confirm-switch"> = (state) =>
  switchQuestion(state.replacing.name, state.to.name, state.list);
