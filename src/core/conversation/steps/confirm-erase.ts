import { atStart } from "../anywhere.ts";
import {
  dataFile,
  dataOfHolder,
  erased,
  eraseQuestion,
  notErased,
  noticesResumed,
  noticesStopped,
  yourData,
} from "../replies/privacy.ts";
import { startState } from "../state.ts";
import type { OnResult, Repeat, Step } from "../step.ts";

/** Only a clear yes removes anything. */
export const confirmErase: Step<"confirm-erase"> = (state, said) => {
  if (said.number === 1 || said.intent === "yes" || said.intent === "erase-data")
    return { state, effects: [{ kind: "erase-data" }] };
  if (said.number === 2 || said.intent === "no" || said.intent === "decline" || said.intent === "back")
    return { state: { ...startState, list: state.list }, replies: [notErased] };
  return undefined;
};

/** The question once more. */
export const repeatConfirmErase: Repeat<"confirm-erase"> = (state) => eraseQuestion(state.list);

/** What is held, for the subscriber alone. */
export const dataDescribed: OnResult<"data-described"> = (state, { about }) =>
  about
    ? { state, replies: [yourData(about.words), dataFile(about.subscriberId)] }
    : { state, replies: [dataOfHolder], effects: [{ kind: "hand-over", subject: "dados pessoais" }] };

/** The texts and links are gone. */
export const dataErased: OnResult<"data-erased"> = (state) => ({ state: atStart(state), replies: [erased] });

/** The choice is kept. */
export const noticesSet: OnResult<"notices-set"> = (state, { choice }) => ({
  state,
  replies: [choice === "stop" ? noticesStopped : noticesResumed],
});
