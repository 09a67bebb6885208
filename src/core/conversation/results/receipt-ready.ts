import { shortDate } from "../../billing/calendar/date-words.ts";
import { noReceipt, receiptOf } from "../replies/payments.ts";
import type { OnResult } from "../step.ts";

/** Sends the receipt of the last payment, or says that there is none. */
export const receiptReady: OnResult<"receipt-ready"> = (state, { paid }) => {
  if (!paid) return { state, replies: [noReceipt] };
  const { boletoId, description, paidOn } = paid;
  const fileName = `recibo-${shortDate(paidOn).replace("/", "-")}.pdf`;
  return {
    state,
    replies: [{ text: receiptOf(description) }, { text: fileName, document: { boletoId, fileName, of: "receipt" } }],
  };
};
