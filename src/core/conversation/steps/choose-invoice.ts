import { atStart } from "../anywhere.ts";
import { invoiceLine, invoiceList, invoiceRows, invoicesAgain, nothingOwed, notOffered } from "../replies/invoices.ts";
import { numberOutside } from "../replies/talk.ts";
import type { OnResult, Repeat, Step } from "../step.ts";
import type { InvoiceLine } from "../turn.ts";

/** Number of invoices that one message lists. */
const invoicesShown = 8;

/** Reads a number of the list, or "mais", which shows more of it. */
export const chooseInvoice: Step<"choose-invoice"> = (state, said, context) => {
  if (said.intent === "more" && state.shown < state.lines.length) {
    const shown = Math.min(state.shown + invoicesShown, state.lines.length);
    return { state: { ...state, shown }, replies: [invoiceRows("", state.lines, state.shown, shown, state.list)] };
  }
  const number = said.intent === "yes" && state.invoiceIds.length === 1 ? 1 : said.number;
  if (number === undefined || number === 0) return undefined;
  // Invoices that are shown only after "mais" cannot be chosen before that.
  const invoiceId = state.invoiceIds.slice(0, state.shown)[number - 1];
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

/** Repeats the list with the same numbers. */
export const repeatChooseInvoice: Repeat<"choose-invoice"> = (state) =>
  invoicesAgain(state.lines, state.shown, state.list);

/** Lists the open invoices, numbered and grouped by contract. Invoices that cannot be paid here are mentioned. */
export const invoicesListed: OnResult<"invoices-listed"> = (state, { purpose, invoices }, context) => {
  const open = invoices.filter(({ status }) => status === "open");
  const others = invoices.filter(({ status }) => status !== "open");
  const named = others.length > 0 ? [{ text: notOffered(others) }] : [];
  if (open.length === 0)
    return { state: atStart(state), replies: others.length > 0 ? named : [nothingOwed(purpose, context)] };

  const rows = linesByContract(open);
  const list = state.list + 1;
  const shown = Math.min(rows.length, invoicesShown);
  const lines = rows.map(({ line }) => line);
  const overdue = open.some((invoice) => invoice.overdue);
  return {
    state: {
      step: "choose-invoice",
      list,
      misunderstood: 0,
      purpose: purpose === "paid" || purpose === "not-found" || purpose === "pix" ? purpose : "pay",
      invoiceIds: rows.map(({ invoiceId }) => invoiceId),
      lines,
      shown,
    },
    replies: [...named, invoiceList({ purpose, lines, shown, open: open.length, overdue, list }, context)],
  };
};

/** Groups the lines by contract. If there are several contracts, a heading precedes the first line of each. */
function linesByContract(invoices: readonly InvoiceLine[]) {
  const contracts = [...new Set(invoices.map(({ contract }) => contract))];
  return contracts.flatMap((contract) =>
    invoices
      .filter((invoice) => invoice.contract === contract)
      .map((invoice, index) => ({
        invoiceId: invoice.invoiceId,
        line: `${contracts.length > 1 && index === 0 ? `${contract}\n` : ""}${invoiceLine(invoice)}`,
      })),
  );
}
