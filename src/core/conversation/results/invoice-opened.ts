import { atStart } from "../anywhere.ts";
import { pickBank } from "../pick-bank.ts";
import { boletoInHand, pixReplies, stillPreparing } from "../replies/boleto.ts";
import { noLongerOpen, notOffered } from "../replies/invoices.ts";
import {
  bankQuestion,
  banksInTrouble,
  maySwitch,
  noBank,
  noOtherBank,
  onlyBankInTrouble,
  switchQuestion,
} from "../replies/offers.ts";
import { lastDayOver, paymentAnnounced } from "../replies/payments.ts";
import type { State } from "../state.ts";
import type { Move, OnResult } from "../step.ts";
import type { BoletoCard, Context, OfferLine, Result } from "../turn.ts";

type Opened = Extract<Result, { kind: "invoice-opened" }>;

/**
 * Shows the living boleto of the invoice, asks for a bank, issues the boleto at the only bank, or calls a human agent.
 */
export const invoiceOpened: OnResult<"invoice-opened"> = (state, opened, context) => {
  const { invoice, living, options, purpose, announcedBy, awaiting } = opened;
  if (invoice.status !== "open")
    return ["paid", "cancelled"].includes(invoice.status)
      ? { state: atStart(state), replies: [noLongerOpen] }
      : { state: atStart(state), replies: [{ text: notOffered([invoice]) }] };
  if (announcedBy !== undefined) return { state: atStart(state), replies: [paymentAnnounced(invoice.description)] };
  // The bank is asked first: a second boleto is for whoever did not pay the first.
  if (awaiting)
    return {
      state: atStart(state),
      replies: [lastDayOver(awaiting, invoice.today)],
      effects: [{ kind: "ask-bank", invoiceId: invoice.invoiceId, about: "paid" }],
    };
  if (living)
    return purpose === "switch"
      ? offerSwitch(state, opened, living, context)
      : showBoleto(state, opened, living, context);
  const { inTrouble = [] } = options;
  const troubleNotes = inTrouble.length > 0 ? [{ text: banksInTrouble(inTrouble) }] : [];
  if (options.kind === "choose") {
    const picked = pickBank(opened.named?.bank, options.offers);
    if (picked.kind === "one")
      return {
        state,
        replies: troubleNotes,
        effects: [{ kind: "issue-boleto", invoiceId: invoice.invoiceId, bankWalletId: picked.offer.bankWalletId }],
      };
    const { replies = [], ...move } = askBank(state, opened, options.offers);
    return { ...move, replies: [...troubleNotes, ...replies] };
  }
  if (options.kind === "only")
    return {
      state,
      replies: troubleNotes,
      effects: [{ kind: "issue-boleto", invoiceId: invoice.invoiceId, bankWalletId: options.offer.bankWalletId }],
    };
  const [bank] = inTrouble;
  if (bank !== undefined) return { state: atStart(state), replies: [{ text: onlyBankInTrouble(bank) }] };
  return {
    state: atStart(state),
    replies: [{ text: noBank }],
    effects: [{ kind: "hand-over", subject: "nenhum banco disponível" }],
  };
};

function showBoleto(state: State, { invoice, options, purpose }: Opened, living: BoletoCard, { now }: Context): Move {
  const others = options.kind === "choose" && options.offers.some(({ bankCode }) => bankCode !== living.bankCode);
  const shown =
    purpose === "pix"
      ? pixReplies(living)
      : living.status === "payable"
        ? boletoInHand(living)
        : [stillPreparing(living, now)];
  return {
    state: {
      step: "has-boleto",
      list: state.list + 1,
      misunderstood: 0,
      invoiceId: invoice.invoiceId,
      boletoId: living.boletoId,
      ...(purpose === "pix" && living.status === "registering" && { wantsPix: true }),
    },
    replies: others ? [...shown, maySwitch] : shown,
  };
}

function offerSwitch(state: State, opened: Opened, living: BoletoCard, context: Context): Move {
  const { options } = opened;
  const others = options.kind === "choose" ? options.offers.filter(({ bankCode }) => bankCode !== living.bankCode) : [];
  if (others.length === 0) {
    const { state: next, replies = [] } = showBoleto(state, { ...opened, options: { kind: "none" } }, living, context);
    return { state: next, replies: [noOtherBank, ...replies] };
  }
  const replacing = { boletoId: living.boletoId, name: living.bankName };
  const picked = pickBank(opened.named?.bank, others);
  if (picked.kind !== "one") return askBank(state, opened, others, replacing);
  const list = state.list + 1;
  const { bankWalletId, bankCode, name } = picked.offer;
  const { invoiceId } = opened.invoice;
  const to = { bankWalletId, bankCode, name };
  return {
    state: { step: "confirm-switch", list, misunderstood: 0, invoiceId, to, replacing },
    replies: [switchQuestion(replacing.name, name, list)],
  };
}

function askBank(
  state: State,
  { invoice, purpose }: Opened,
  offers: readonly OfferLine[],
  replacing?: { boletoId: string; name: string },
): Move {
  const list = state.list + 1;
  return {
    state: {
      step: "choose-bank",
      list,
      misunderstood: 0,
      invoiceId: invoice.invoiceId,
      offers: offers.map(({ bankWalletId, bankCode, name }) => ({ bankWalletId, bankCode, name })),
      ...(replacing && { replacing }),
      ...(purpose === "pix" && { wantsPix: true }),
    },
    replies: [bankQuestion(invoice, offers, list)],
  };
}
