import { askingBank } from "../replies.ts";
import type { OnResult } from "../step.ts";

/** The question is on its way to the bank; its answer comes as a notice. */
export const bankAsked: OnResult<"bank-asked"> = (state, { about, bankName }) => ({
  state,
  replies: [askingBank(about, bankName)],
});
