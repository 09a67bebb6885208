import { atStart } from "../anywhere.ts";
import { dataFile, dataOfHolder, erased, noticesResumed, noticesStopped, yourData } from "../replies-privacy.ts";
import type { OnResult } from "../step.ts";

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
