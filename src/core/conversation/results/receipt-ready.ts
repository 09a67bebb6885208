import { shortDate } from "../../billing/calendar/date-words.ts";
import { noReceipt, receiptOf } from "../replies/payments.ts";
import type { OnResult } from "../step.ts";

/** The receipt of what was paid last, or that nothing was. */
export const receiptReady: OnResult<"receipt-ready"> = (state, { paid }) => {
  if (!paid) return { state, replies: [noReceipt] };
  const { boletoId, description, paidOn } = paid;
  const fileName = `recibo-${shortDate(paidOn).replace("/", "-")}.pdf`;
  return {
    state,
    replies: [{ text: receiptOf(description) }, { text: fileName, document: { boletoId, fileName, of: "receipt" } }],
  };
};
