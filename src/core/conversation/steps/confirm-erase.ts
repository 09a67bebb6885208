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

/** Erases only after a clear yes. */
export const confirmErase: Step<"confirm-erase"> = (state, said) => {
  if (said.number === 1 || said.intent === "yes" || said.intent === "erase-data")
    return { state, effects: [{ kind: "erase-data" }] };
  if (said.number === 2 || said.intent === "no" || said.intent === "decline" || said.intent === "back")
    return { state: { ...startState, list: state.list }, replies: [notErased] };
  return undefined;
};

/** Repeats the question. */
export const repeatConfirmErase: Repeat<"confirm-erase"> = (state) => eraseQuestion(state.list);

/** Sends the data to the subscriber; for anyone else calls a human agent. */
export const dataDescribed: OnResult<"data-described"> = (state, { about }) =>
  about
    ? { state, replies: [yourData(about.words), dataFile(about.subscriberId)] }
    : { state, replies: [dataOfHolder], effects: [{ kind: "hand-over", subject: "dados pessoais" }] };

/** Confirms the erasure. */
export const dataErased: OnResult<"data-erased"> = (state) => ({ state: atStart(state), replies: [erased] });

/** Confirms the choice about notices. */
export const noticesSet: OnResult<"notices-set"> = (state, { choice }) => ({
  state,
  replies: [choice === "stop" ? noticesStopped : noticesResumed],
});
