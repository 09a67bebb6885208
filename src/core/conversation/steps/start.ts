import { mayShowInvoices } from "../replies/talk.ts";
import type { Repeat, Step } from "../step.ts";

/** Lists the invoices for any text that has no meaning of its own. */
export const start: Step<"start"> = (state, said) =>
  said.intent === undefined || ["back", "yes", "no", "decline"].includes(said.intent)
    ? { state, effects: [{ kind: "list-invoices", purpose: "greet" }] }
    : undefined;

/** Points to the menu, because this step has no question. */
export const repeatStart: Repeat<"start"> = () => mayShowInvoices;
