import { localDate } from "../../billing/local-time.ts";
import { atStart } from "../anywhere.ts";
import { invoiceLine, invoiceList, nothingOwed, notOffered } from "../replies.ts";
import type { OnResult } from "../step.ts";
import { invoicesShown } from "../steps/choose-invoice.ts";
import type { InvoiceLine } from "../turn.ts";

/** Shows the open invoices, numbered, by contract where there are several; names those that are not offered. */
export const invoicesListed: OnResult<"invoices-listed"> = (state, { purpose, invoices }, context) => {
  const open = invoices.filter(({ status }) => status === "open");
  const others = invoices.filter(({ status }) => status !== "open");
  const named = others.length > 0 ? [{ text: notOffered(others) }] : [];
  if (open.length === 0)
    return { state: atStart(state), replies: others.length > 0 ? named : [nothingOwed(purpose, context)] };

  const rows = byContract(open, localDate(context.now));
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

/** A contract's name stands over the first of its invoices, on a line of its own, where there are several contracts. */
function byContract(invoices: readonly InvoiceLine[], today: ReturnType<typeof localDate>) {
  const contracts = [...new Set(invoices.map(({ contract }) => contract))];
  return contracts.flatMap((contract) =>
    invoices
      .filter((invoice) => invoice.contract === contract)
      .map((invoice, index) => ({
        invoiceId: invoice.invoiceId,
        line: `${contracts.length > 1 && index === 0 ? `${contract}\n` : ""}${invoiceLine(invoice, today)}`,
      })),
  );
}
