import { bankCodes } from "../../billing/bank-code.ts";
import { recogniseBank } from "../../billing/bank-names.ts";
import { atStart } from "../anywhere.ts";
import { afterBoleto, boletoInHand, preparing, stillPreparing } from "../replies/boleto.ts";
import { noLongerOpen } from "../replies/invoices.ts";
import { bankGoneNow, switched } from "../replies/offers.ts";
import { askedJustNow, askingBank, bankNotAsked, paymentOnItsWay } from "../replies/payments.ts";
import type { OnResult, Repeat, Step } from "../step.ts";

/** Reads messages after a boleto was sent or is being registered. */
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

/** Lists the available commands. */
export const repeatHasBoleto: Repeat<"has-boleto"> = () => afterBoleto;

/** Says that the bank is being asked (its answer comes as a notice), or that it cannot be asked. */
export const bankAsked: OnResult<"bank-asked"> = (state, { about, bankName, notOurs, justAsked, announced }) => {
  if (announced && bankName !== undefined) return { state, replies: [paymentOnItsWay(bankName)] };
  if (justAsked && bankName !== undefined) return { state, replies: [askedJustNow(bankName)] };
  return { state, replies: [notOurs ? bankNotAsked(about, bankName) : askingBank(about, bankName)] };
};

/** Shows the issued boleto, or the active one if the invoice already had one. */
export const boletoIssued: OnResult<"boleto-issued"> = (state, { boleto }, { now }) => {
  const replaced = state.step === "confirm-switch" && state.replacing.boletoId !== boleto.boletoId;
  const fresh = state.step !== "has-boleto";
  const shown =
    boleto.status === "payable" ? boletoInHand(boleto) : [fresh ? preparing(boleto, now) : stillPreparing(boleto, now)];
  return {
    state: {
      step: "has-boleto",
      // Invalidates the buttons of the previous list.
      list: state.list + 1,
      misunderstood: 0,
      invoiceId: boleto.invoiceId,
      boletoId: boleto.boletoId,
      ...("wantsPix" in state && state.wantsPix && { wantsPix: true }),
    },
    replies: replaced ? [switched(state.replacing.name, boleto.bankName), ...shown] : shown,
  };
};

/** Handles an invoice that was settled, or whose banks changed, after the list was shown. */
export const boletoNotIssued: OnResult<"boleto-not-issued"> = (state, { invoiceId, bankGone, announced }) => {
  if (!bankGone && !announced) return { state: atStart(state), replies: [noLongerOpen] };
  return {
    state: atStart(state),
    replies: bankGone ? [bankGoneNow] : [],
    effects: [{ kind: "open-invoice", invoiceId, purpose: "pay" }],
  };
};
