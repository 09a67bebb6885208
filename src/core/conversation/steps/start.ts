import { mayShowInvoices } from "../replies/talk.ts";
import type { Repeat, Step } from "../step.ts";

/** Lists the invoices after any text that has no meaning of its own. */
export const start: Step<"start"> = (state, said) =>
  said.intent === undefined || ["back", "yes", "no", "decline"].includes(said.intent)
    ? { state, effects: [{ kind: "list-invoices", purpose: "greet" }] }
    : undefined;

/** Mentions the menu, because this step has no question. */
export const repeatStart: Repeat<"start"> = () => mayShowInvoices;
