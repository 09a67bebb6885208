import { atStart } from "../anywhere.ts";
import { centralLink, centralOff, watching } from "../replies/central.ts";
import type { OnResult } from "../step.ts";

/** What is being registered comes here too; where nothing is, the invoices are shown. */
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

/** The way to the Central. */
export const centralOpened: OnResult<"central-opened"> = (state, { url }) => ({
  state,
  replies: [url === undefined ? centralOff : centralLink(url)],
});
