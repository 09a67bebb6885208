import { offerPerson } from "../replies.ts";
import type { Repeat, Step } from "../step.ts";

/** A person, or the invoices? */
export const offerPersonStep: Step<"offer-person"> = (state, said) => {
  if (said.number === 1 || said.intent === "yes")
    return { state, effects: [{ kind: "hand-over", subject: state.subject }] };
  if (said.number === 2 || said.intent === "no" || said.intent === "decline")
    return { state, effects: [{ kind: "list-invoices", purpose: "pay" }] };
  return undefined;
};

/** The offer once more. */
export const repeatOfferPerson: Repeat<"offer-person"> = (state) => offerPerson(state.list);
