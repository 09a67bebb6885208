import { atStart } from "../anywhere.ts";
import { personCalled, personOffer } from "../replies/attendance.ts";
import { documentTaken } from "../replies/identity.ts";
import type { OnResult, Repeat, Step } from "../step.ts";
import { chosenNumber } from "./chosen-number.ts";

/** Reads the choice between a human agent and the invoices. */
export const offerPerson: Step<"offer-person"> = (state, said) => {
  const number = chosenNumber(said, 2);
  if (number === 1 || said.intent === "yes" || said.intent === "consent")
    return { state, effects: [{ kind: "hand-over", subject: state.subject }] };
  if (number === 2 || said.intent === "no" || said.intent === "decline")
    return { state, effects: [{ kind: "list-invoices", purpose: "pay" }] };
  return undefined;
};

/** Repeats the offer. */
export const repeatOfferPerson: Repeat<"offer-person"> = (state) => personOffer(state.list);

/** Says that a human agent was called. For a stranger, the text is the same whether the CPF or CNPJ is known or not. */
export const handedOver: OnResult<"handed-over"> = (state, { protocol, answersAt, again }) => {
  const called = personCalled(protocol, answersAt, again);
  const text = state.step === "identify" ? `${documentTaken}\n${called.text}` : called.text;
  return { state: state.step === "offer-person" ? atStart(state) : state, replies: [{ text }] };
};
