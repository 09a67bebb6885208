import { noProof } from "./replies/payments.ts";
import { onlyText } from "./replies/talk.ts";
import type { State } from "./state.ts";
import type { Move } from "./step.ts";
import type { Reply } from "./turn.ts";

/**
 * Voice, image, sticker, place: answered kindly, with the question of the step. A picture after "já paguei" proves
 * nothing: the bank is asked. `known` is a proven subscriber, who is shown the invoices where nothing is asked yet.
 */
export function onMedia(state: State, media: string, { known, question }: { known: boolean; question: Reply }): Move {
  const invoiceId = media === "image" || media === "document" ? saidPaid(state) : undefined;
  if (invoiceId) return { state, replies: [noProof], effects: [{ kind: "ask-bank", invoiceId, about: "paid" }] };
  if (known && state.step === "start")
    return { state, replies: [{ text: onlyText }], effects: [{ kind: "list-invoices", purpose: "pay" }] };
  return { state, replies: [{ ...question, text: `${onlyText} ${question.text}` }] };
}

function saidPaid(state: State): string | undefined {
  if (state.step === "has-boleto") return state.saidPaid ? state.invoiceId : undefined;
  if (state.step !== "choose-invoice" || state.purpose !== "paid") return undefined;
  return state.paidId ?? (state.invoiceIds.length === 1 ? state.invoiceIds[0] : undefined);
}
