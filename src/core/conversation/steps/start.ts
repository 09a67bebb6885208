import { namedIn } from "../anywhere.ts";
import { mayShowInvoices } from "../replies/talk.ts";
import type { Repeat, Step } from "../step.ts";

/** Lists the invoices after any text that has no meaning of its own, and says that it was not understood. */
export const start: Step<"start"> = (state, said) => {
  const { intent, between, number } = said;
  if (between) return undefined;
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
