import { bankCodes } from "../../billing/bank-code.ts";
import { recogniseBank } from "../../billing/bank-names.ts";
import { atStart } from "../anywhere.ts";
import { afterBoleto, boletoInHand, preparing, stillPreparing } from "../replies/boleto.ts";
import { noLongerOpen } from "../replies/invoices.ts";
import { bankGoneNow, switched } from "../replies/offers.ts";
import { askedJustNow, askingBank, bankNotAsked } from "../replies/payments.ts";
import type { OnResult, Repeat, Step } from "../step.ts";

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

/** The question is on its way to the bank, whose answer comes as a notice; or that it cannot be asked. */
export const bankAsked: OnResult<"bank-asked"> = (state, { about, bankName, notOurs, justAsked }) => {
  if (justAsked && bankName !== undefined) return { state, replies: [askedJustNow(bankName)] };
  return { state, replies: [notOurs ? bankNotAsked(about, bankName) : askingBank(about, bankName)] };
};

/** The boleto was asked for, or one lived already. */
export const boletoIssued: OnResult<"boleto-issued"> = (state, { boleto }, { now }) => {
  const replaced = state.step === "confirm-switch" && state.replacing.boletoId !== boleto.boletoId;
  const fresh = state.step !== "has-boleto";
  const shown =
    boleto.status === "payable" ? boletoInHand(boleto) : [fresh ? preparing(boleto, now) : stillPreparing(boleto, now)];
  return {
    state: {
      step: "has-boleto",
      // The buttons of the list that led here are old from now on.
      list: state.list + 1,
      misunderstood: 0,
      invoiceId: boleto.invoiceId,
      boletoId: boleto.boletoId,
      ...("wantsPix" in state && state.wantsPix && { wantsPix: true }),
    },
    replies: replaced ? [switched(state.replacing.name, boleto.bankName), ...shown] : shown,
  };
};

/** The invoice was settled, or its banks changed, since the list was shown. */
export const boletoNotIssued: OnResult<"boleto-not-issued"> = (state, { invoiceId, bankGone }) =>
  bankGone
    ? { state: atStart(state), replies: [bankGoneNow], effects: [{ kind: "open-invoice", invoiceId, purpose: "pay" }] }
    : { state: atStart(state), replies: [noLongerOpen] };
