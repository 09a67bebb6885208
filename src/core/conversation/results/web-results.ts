import { atStart } from "../anywhere.ts";
import { centralLink, centralOff, watching } from "../replies/central.ts";
import type { OnResult } from "../step.ts";

/** Says that the boletos in registration will be sent to this chat as well. If there are none, lists the invoices. */
export const boletosWatched: OnResult<"boletos-watched"> = (state, { boletos }, context) => {
  const [first, second] = boletos;
  if (!first) return { state: atStart(state), effects: [{ kind: "list-invoices", purpose: "greet" }] };
  const { invoiceId, boletoId } = first;
  const next = { ...atStart(state), list: state.list + 1 };
  return {
    state: second ? next : { step: "has-boleto", list: next.list, misunderstood: 0, invoiceId, boletoId },
    replies: [watching(boletos, context)],
  };
};

/** Sends the link to the Central, or says that there is none. */
export const centralOpened: OnResult<"central-opened"> = (state, { url }) => ({
  state,
  replies: [url === undefined ? centralOff : centralLink(url)],
});
