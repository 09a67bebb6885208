import { atStart } from "../anywhere.ts";
import { dataFile, dataOfHolder, erased, noticesResumed, noticesStopped, yourData } from "../replies/privacy.ts";
import type { OnResult } from "../step.ts";

/** Sends the data to the subscriber. For anybody else, calls a human agent. */
export const dataDescribed: OnResult<"data-described"> = (state, { about }) =>
  about.length > 0
    ? {
        state,
        replies: [
          yourData(about.map(({ words }) => words).join("\n")),
          ...about.map(({ subscriberId }) => dataFile(subscriberId)),
        ],
      }
    : { state, replies: [dataOfHolder], effects: [{ kind: "hand-over", subject: "dados pessoais" }] };

/** Says that the data was erased. */
export const dataErased: OnResult<"data-erased"> = (state) => ({ state: atStart(state), replies: [erased] });

/** Says whether notices were stopped or resumed. */
export const noticesSet: OnResult<"notices-set"> = (state, { choice }) => ({
  state,
  replies: [choice === "stop" ? noticesStopped : noticesResumed],
});
