import { atStart, namedIn } from "../anywhere.ts";
import type { BoletoIntent } from "../intent-rules.ts";
import type { Intent } from "../phrases.ts";
import { afterBoleto, boletoInHand, preparing, stillPreparing } from "../replies/boleto.ts";
import { noLongerOpen } from "../replies/invoices.ts";
import { bankGoneNow, switched } from "../replies/offers.ts";
import { askedJustNow, askingBank, bankNotAsked, paymentOnItsWay } from "../replies/payments.ts";
import { welcome } from "../replies/talk.ts";
import type { StateOf } from "../state.ts";
import type { Move, OnResult, Repeat, Step } from "../step.ts";
import type { Effect } from "../turn.ts";

/** Reads messages after a boleto was sent or is being registered. */
export const hasBoleto: Step<"has-boleto"> = (state, said) => {
  const { intent, bank, invoice } = said;
  const wanted = bank?.wanted.length === 1 && bank.unknown === undefined;
  const named = namedIn(said);
  // "Agora a de novembro": another invoice, or this one again.
  if (invoice && (intent === undefined || intent === "pay" || intent === "pix"))
    return {
      state,
      effects: [{ kind: "list-invoices", purpose: intent === "pix" ? "pix" : "pay", ...(named && { named }) }],
    };
  if ((intent === "switch-bank" || (intent === undefined && wanted)) && !said.between)
    return {
      state,
      effects: [{ kind: "open-invoice", invoiceId: state.invoiceId, purpose: "switch", ...(named && { named }) }],
    };
  // A thumb under the boleto.
  if (intent === "consent" || intent === "yes") return { state, replies: [welcome] };
  const move = intent && (moves as Partial<Record<Intent, (state: StateOf<"has-boleto">) => Move>>)[intent];
  return move?.(state);
};

const open =
  (purpose: Extract<Effect, { kind: "open-invoice" }>["purpose"]) =>
  (state: StateOf<"has-boleto">): Move => ({
    state,
    effects: [{ kind: "open-invoice", invoiceId: state.invoiceId, purpose }],
  });

/** What each intent that may refer to the boleto leads to. */
const moves: Record<BoletoIntent, (state: StateOf<"has-boleto">) => Move> = {
  "not-found": (state) => ({
    state,
    effects: [{ kind: "ask-bank", invoiceId: state.invoiceId, about: "not-found" }],
  }),
  paid: (state) => ({
    state: { ...state, saidPaid: true },
    effects: [{ kind: "ask-bank", invoiceId: state.invoiceId, about: "paid" }],
  }),
  "switch-bank": open("switch"),
  pix: open("pix"),
  pay: open("pay"),
  "not-paid": open("pay"),
  "boleto-again": open("pay"),
  "ready-when": open("pay"),
};

/** Returns the list of commands, because this step has no question. */
export const repeatHasBoleto: Repeat<"has-boleto"> = () => afterBoleto;

/** Says that the bank is being asked (its answer comes as a notice), or that it cannot be asked. */
export const bankAsked: OnResult<"bank-asked"> = (state, { about, bankName, notOurs, justAsked, announced }) => {
  if (announced && bankName !== undefined) return { state, replies: [paymentOnItsWay(bankName)] };
  if (justAsked && bankName !== undefined) return { state, replies: [askedJustNow(bankName)] };
  return { state, replies: [notOurs ? bankNotAsked(about, bankName) : askingBank(about, bankName)] };
};

/** Shows the boleto that was issued, or the living one if the invoice had one already. */
export const boletoIssued: OnResult<"boleto-issued"> = (state, { boleto }, { now }) => {
  const replaced = state.step === "confirm-switch" && state.replacing.boletoId !== boleto.boletoId;
  const fresh = state.step !== "has-boleto";
  const shown =
    boleto.status === "payable" ? boletoInHand(boleto) : [fresh ? preparing(boleto, now) : stillPreparing(boleto, now)];
  return {
    state: {
      step: "has-boleto",
      // The new version of the list invalidates the buttons of the previous one.
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
