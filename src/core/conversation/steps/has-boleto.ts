import { bankCodes } from "../../billing/bank-code.ts";
import { recogniseBank } from "../../billing/bank-names.ts";
import { afterBoleto } from "../replies.ts";
import type { Repeat, Step } from "../step.ts";

/** A boleto is in the hand or on its way. */
export const hasBoleto: Step<"has-boleto"> = (state, said) => {
  const { invoiceId } = state;
  if (said.intent === "not-found") return { state, effects: [{ kind: "ask-bank", invoiceId, about: "not-found" }] };
  if (said.intent === "paid")
    return { state: { ...state, saidPaid: true }, effects: [{ kind: "ask-bank", invoiceId, about: "paid" }] };
  if (said.intent === "pix") return { state, effects: [{ kind: "open-invoice", invoiceId, purpose: "pix" }] };
  if (said.intent === "switch-bank")
    return { state, effects: [{ kind: "open-invoice", invoiceId, purpose: "switch" }] };
  if (said.intent === "boleto-again" || said.intent === "pay" || said.intent === "not-paid")
    return { state, effects: [{ kind: "open-invoice", invoiceId, purpose: "pay" }] };
  if (said.intent === undefined && recogniseBank(said.text, bankCodes).kind === "one")
    return { state, effects: [{ kind: "open-invoice", invoiceId, purpose: "switch" }] };
  return undefined;
};

/** What can be said now. */
export const repeatHasBoleto: Repeat<"has-boleto"> = () => afterBoleto;
