import { namedIn } from "../anywhere.ts";
import { mayShowInvoices } from "../replies/talk.ts";
import type { Repeat, Step } from "../step.ts";

/** Words of a message that may name an invoice without saying what is wanted. */
const longest = 14;

/** Lists the invoices after any text that has no meaning of its own, and says that it was not understood. */
export const start: Step<"start"> = (state, said) => {
  const { intent, between, number } = said;
  if (between) return undefined;
  // Of a long story the words for an invoice may mean anything.
  const isLong = (said.invoice?.length ?? 0) > longest;
  if (intent === undefined && number === undefined && isLong)
    return { state, effects: [{ kind: "list-invoices", purpose: "unknown" }] };
  if (intent === undefined && number === undefined)
    return {
      state,
      effects: [{ kind: "list-invoices", purpose: "unknown", named: namedIn(said) ?? { text: said.text } }],
    };
  return intent === undefined || ["back", "yes", "no", "decline", "consent", "any-bank"].includes(intent)
    ? { state, effects: [{ kind: "list-invoices", purpose: "greet" }] }
    : undefined;
};

/** Mentions the menu, because this step has no question. */
export const repeatStart: Repeat<"start"> = () => mayShowInvoices;
