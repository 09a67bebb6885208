import { eraseQuestion, notErased } from "../replies/privacy.ts";
import { startState } from "../state.ts";
import type { Repeat, Step } from "../step.ts";

/**
 * Reads the answer to the question whether to erase the data. Anything but a clear yes or no leads to the question
 * again.
 */
export const confirmErase: Step<"confirm-erase"> = (state, said) => {
  if (said.number === 1 || said.intent === "yes" || said.intent === "erase-data")
    return { state, effects: [{ kind: "erase-data" }] };
  if (said.number === 2 || said.intent === "no" || said.intent === "decline" || said.intent === "back")
    return { state: { ...startState, list: state.list }, replies: [notErased] };
  return undefined;
};

/** Repeats the question. */
export const repeatConfirmErase: Repeat<"confirm-erase"> = (state) => eraseQuestion(state.list);
