import { mayShowInvoices } from "../replies/talk.ts";
import type { Repeat, Step } from "../step.ts";

/** Nothing is asked yet: whatever is said shows the invoices, unless it is a phrase of its own. */
export const start: Step<"start"> = (state, said) =>
  said.intent === undefined || ["back", "yes", "no", "decline"].includes(said.intent)
    ? { state, effects: [{ kind: "list-invoices", purpose: "greet" }] }
    : undefined;

/** A talk at its start has no question. */
export const repeatStart: Repeat<"start"> = () => mayShowInvoices;
