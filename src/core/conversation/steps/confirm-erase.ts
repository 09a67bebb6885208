import { confirmErase, notErased } from "../replies-privacy.ts";
import { startState } from "../state.ts";
import type { Repeat, Step } from "../step.ts";

/** Only a clear yes removes anything. */
export const confirmEraseStep: Step<"confirm-erase"> = (state, said) => {
  if (said.number === 1 || said.intent === "yes" || said.intent === "erase-data")
    return { state, effects: [{ kind: "erase-data" }] };
  if (said.number === 2 || said.intent === "no" || said.intent === "decline" || said.intent === "back")
    return { state: { ...startState, list: state.list }, replies: [notErased] };
  return undefined;
};

/** The question once more. */
export const repeatConfirmErase: Repeat<"confirm-erase"> = (state) => confirmErase(state.list);
