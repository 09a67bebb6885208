import { atStart } from "../anywhere.ts";
import { bankGoneNow, boletoInHand, noLongerOpen, preparing, stillPreparing, switched } from "../replies.ts";
import type { OnResult } from "../step.ts";

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
