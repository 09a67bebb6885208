import { invoiceRows, numberOutside } from "../replies.ts";
import type { Repeat, Step } from "../step.ts";

/** How many invoices one message shows. */
export const invoicesShown = 8;

/** Which invoice? A number of the list, or "mais". */
export const chooseInvoice: Step<"choose-invoice"> = (state, said, context) => {
  if (said.intent === "more" && state.shown < state.lines.length) {
    const shown = Math.min(state.shown + invoicesShown, state.lines.length);
    return { state: { ...state, shown }, replies: [invoiceRows("", state.lines, state.shown, shown, state.list)] };
  }
  const alone = said.intent === "yes" && state.invoiceIds.length === 1 ? 1 : said.number;
  if (alone === undefined || alone === 0) return undefined;
  // What is behind "mais" has no number yet.
  const invoiceId = state.invoiceIds.slice(0, state.shown)[alone - 1];
  if (invoiceId === undefined) {
    const again = repeatChooseInvoice(state, context);
    return { state, replies: [{ ...again, text: `${numberOutside} ${again.text}` }] };
  }
  if (state.purpose === "paid")
    return { state: { ...state, paidId: invoiceId }, effects: [{ kind: "ask-bank", invoiceId, about: "paid" }] };
  if (state.purpose === "not-found") return { state, effects: [{ kind: "ask-bank", invoiceId, about: "not-found" }] };
  return {
    state,
    effects: [{ kind: "open-invoice", invoiceId, purpose: state.purpose === "pix" ? "pix" : "pay" }],
  };
};

/** The list as it was shown, with its numbers. */
export const repeatChooseInvoice: Repeat<"choose-invoice"> = (state) =>
  invoiceRows("Escolha a fatura:\n", state.lines, 0, state.shown, state.list);
