import { noProof } from "./replies/payments.ts";
import { onlyText } from "./replies/talk.ts";
import type { State } from "./state.ts";
import type { Move } from "./step.ts";
import type { Reply } from "./turn.ts";

/**
 * Answers a voice message, an image, a sticker or a location, usually with the current question. A picture after "já
 * paguei" proves nothing, so the bank is asked. If the sender is identified (`known`) and no question is open, the
 * invoices are listed.
 */
export function onMedia(state: State, media: string, { known, question }: { known: boolean; question: Reply }): Move {
  const invoiceId = known ? invoiceSaidPaid(state, media) : undefined;
  if (invoiceId) return { state, replies: [noProof], effects: [{ kind: "ask-bank", invoiceId, about: "paid" }] };
  if (known && state.step === "start")
    return { state, replies: [{ text: onlyText }], effects: [{ kind: "list-invoices", purpose: "pay" }] };
  return { state, replies: [{ ...question, text: `${onlyText} ${question.text}` }] };
}

/** Returns the invoice that a picture or file may be the receipt of: that of the boleto, or one that is said to be paid. */
export function invoiceSaidPaid(state: State, media: string): string | undefined {
  if (media !== "image" && media !== "document") return undefined;
  // With a boleto in hand, a picture is nearly always its receipt.
  if (state.step === "has-boleto") return state.invoiceId;
  if (state.step !== "choose-invoice" || state.purpose !== "paid") return undefined;
  return state.paidId ?? (state.invoiceIds.length === 1 ? state.invoiceIds[0] : undefined);
}
