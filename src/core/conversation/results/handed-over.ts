import { atStart } from "../anywhere.ts";
import { documentTaken, personCalled } from "../replies.ts";
import type { OnResult } from "../step.ts";

/** A person was called. A stranger hears the same whether the document is known or not. */
export const handedOver: OnResult<"handed-over"> = (state, { protocol, answersAt, again }) => {
  const called = personCalled(protocol, answersAt, again);
  const text = state.step === "identify" ? `${documentTaken}\n${called.text}` : called.text;
  return { state: state.step === "offer-person" ? atStart(state) : state, replies: [{ text }] };
};
