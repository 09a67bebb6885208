import { localDate } from "../../billing/calendar/local-time.ts";
import { offeredOf } from "../../billing/offers/offers.ts";
import { bankIsSlow, boletoInHand, pixInHand } from "../../conversation/replies/boleto.ts";
import { bankHasTrouble, refusedChoose, refusedPerson, refusedReopen } from "../../conversation/replies/offers.ts";
import { parseState, type State, startState } from "../../conversation/state.ts";
import type { Reply } from "../../conversation/turn.ts";
import type { NoticeTopic } from "../../message-key.ts";
import { pixOfBoleto } from "../../pix/pix-of-boleto.ts";
import type { Records } from "../../ports.ts";
import type { BankWalletRecord, BoletoChange, BoletoRecord } from "../../records/boleto-records.ts";
import type { BankAnswer } from "../../registration/bank-answer.ts";
import { type CheckedTitle, checkTitle } from "../../registration/check-title.ts";
import { type Decision, decideRegistration, type ValidTitle } from "../../registration/decide-registration.ts";
import { noticeDueAt } from "../../registration/notice-due-at.ts";
import type { Deps } from "../deps.ts";
import { announcePaymentIn } from "../payments/announce-payment.ts";
import { recordBankPayment } from "../payments/record-bank-payment.ts";
import { boletoCard } from "../turn/boleto-card.ts";
import { offersOf } from "../turn/offers-of.ts";
import { cancelLiving } from "./cancel-living.ts";
import { type Watched, withWatchers, withWatchersIn } from "./with-watchers.ts";

type SettleDeps = Pick<Deps, "clock" | "watch">;
type UnpaidAnswer = Exclude<BankAnswer, { kind: "paid" }>;

/** Records the bank's answer about a boleto in registration and what follows: status, notices, the next look-up. */
export async function settleRegistration(deps: Deps, boletoId: string, answer: BankAnswer): Promise<void> {
  if (answer.kind === "paid") return recordBankPayment(deps, boletoId, answer);
  // An announced payment concerns every chat of the invoice.
  const scope = isAnnounced(answer) ? "invoice" : "boleto";
  await withWatchers(deps.storage, { boletoId, scope }, settle(deps, answer));
  await deps.deliverDue();
}

/** Like `settleRegistration`, inside an open transaction. The caller sends the queued notices after the commit. */
export function settleRegistrationIn(
  records: Records,
  deps: SettleDeps,
  boletoId: string,
  answer: UnpaidAnswer,
): Promise<void> {
  return withWatchersIn(records, { boletoId, scope: "boleto" }, settle(deps, answer));
}

const settle =
  (deps: SettleDeps, answer: UnpaidAnswer) =>
  async (watched: Watched): Promise<void> => {
    const { boleto, records } = watched;
    if (boleto.status !== "registering") return;
    const now = deps.clock.now();
    const bank = watched.invoiceCase.bankWallets.find(({ id }) => id === boleto.bankWalletId);
    const early = earlyChange(boleto, answer);
    if (early) await records.changeBoleto(boleto.id, early);
    const registering = {
      ...boleto,
      byFile: bank?.registersBy === "cnab240",
      unnumbered: boleto.codigoBarras === undefined,
    };
    const decision = decideRegistration(registering, answer, now, checkedTitle(answer, watched, bank, now));
    deps.watch?.registration(decision.kind === "payable" && decision.unconfirmed ? "unconfirmed" : decision.kind);
    await writers[decision.kind]({ ...watched, now, isAnnounced: isAnnounced(answer) }, decision as never);
  };

const isAnnounced = (answer: UnpaidAnswer) => answer.kind === "registered" && answer.paymentAnnounced === true;

/** Returns what the bank tells before the boleto is registered, and perhaps never again: its reference and the PIX. */
function earlyChange(boleto: BoletoRecord, answer: BankAnswer): BoletoChange | undefined {
  const bankReference = "bankReference" in answer && !boleto.bankReference ? answer.bankReference : undefined;
  const told = answer.kind === "processing" && !boleto.pixCopiaECola ? answer.pixCopiaECola : undefined;
  const pix = pixOfBoleto(told);
  if (bankReference === undefined && pix.kind !== "pix") return undefined;
  return {
    ...(bankReference !== undefined && { bankReference }),
    ...(pix.kind === "pix" && { pixCopiaECola: pix.copiaECola }),
  };
}

function checkedTitle(
  answer: BankAnswer,
  { boleto, invoiceCase }: Watched,
  bankWallet: BankWalletRecord | undefined,
  now: Date,
): CheckedTitle | undefined {
  if (answer.kind !== "registered" || !answer.title || !bankWallet) return undefined;
  return checkTitle(answer.title, { boleto, bankWallet, today: localDate(now, invoiceCase.zone) });
}

/** While somebody chooses from a list, a notice must not change what its numbers mean. */
const isChoosing = ({ step }: State) => step !== "start" && step !== "has-boleto";

/** `isAnnounced`: the bank announced a payment of the boleto in the same breath. */
type Settling = Watched & { now: Date; isAnnounced: boolean };

/** Some banks make the PIX of a boleto only after they have registered it. */
const pixAgainMs = 10 * 60_000;

const isAtApi = ({ boleto, invoiceCase }: Watched) =>
  invoiceCase.bankWallets.some(({ id, registersBy }) => id === boleto.bankWalletId && registersBy === "api");

const writers: {
  [K in Decision["kind"]]: (settling: Settling, decision: Extract<Decision, { kind: K }>) => Promise<void>;
} = {
  async payable(settling, { unconfirmed, title }) {
    const { records, boleto, invoiceCase, now } = settling;
    const change = title ? titleChange(boleto, title) : {};
    await records.changeBoleto(boleto.id, { ...change, status: "payable", payableAt: now, unconfirmed });
    await records.addEvent("boleto.payable", { boletoId: boleto.id, unconfirmed }, now);
    if (title?.pixRefused !== undefined)
      await records.addEvent("boleto.pix-refused", { boletoId: boleto.id, reason: title.pixRefused }, now);
    const card = boletoCard({ ...boleto, ...change, status: "payable", unconfirmed }, invoiceCase, now);
    if (card.pixCopiaECola === undefined && isAtApi(settling)) {
      const look = { name: "look-up-boleto", boletoId: boleto.id, why: "news", unasked: true } as const;
      await records.enqueue(look, new Date(now.getTime() + pixAgainMs), `${boleto.id} pix`);
    }
    // Paid before we heard that it could be: nobody is asked to pay it.
    if (settling.isAnnounced) return void (await announcePaymentIn(settling, now));
    const { id: boletoId, invoiceId } = boleto;
    const { pixCopiaECola } = card;
    const pix = pixCopiaECola === undefined ? [] : pixInHand({ ...card, pixCopiaECola });
    await notifyAll(settling, "payable", (state) => ({
      replies: [
        ...boletoInHand(card),
        // Requested before the boleto was ready, so it is sent along.
        ...(state.step === "has-boleto" && state.boletoId === boletoId && state.wantsPix ? pix : []),
      ],
      ...(!isChoosing(state) && {
        state: { step: "has-boleto", list: state.list, misunderstood: 0, invoiceId, boletoId },
      }),
    }));
  },
  async rejected(settling, { reason }) {
    const { records, boleto, now } = settling;
    await records.changeBoleto(boleto.id, { status: "rejected", closedAt: now, bankReason: reason });
    await records.addEvent("boleto.rejected", { boletoId: boleto.id, bankCode: boleto.bankCode, reason }, now);
    await offerOthers(settling);
  },
  async mismatch(settling, { reason }) {
    const { records, boleto, chats, now } = settling;
    await records.changeBoleto(boleto.id, { bankReason: reason });
    // The bank has registered it, so it has to cancel it.
    await cancelLiving(records, boleto, now);
    await records.addEvent("boleto.mismatch", { boletoId: boleto.id, bankCode: boleto.bankCode, reason }, now);
    for (const { id: chatId } of chats)
      await records.openAttendance({ chatId, subject: "boleto do banco não confere", now });
    await offerOthers(settling);
  },
  async wait(settling, { nextLookUpAt, delay, escalate }) {
    const { records, boleto, invoiceCase, chats, now } = settling;
    await records.changeBoleto(boleto.id, {
      callingUntil: null,
      nextLookUpAt,
      lookUps: boleto.lookUps + 1,
      ...(delay && { delayToldAt: now }),
      ...(escalate && { escalatedAt: now }),
    });
    if (delay === "slow") await notifyAll(settling, "slow", () => ({ replies: [bankIsSlow] }));
    if (delay === "in-trouble") {
      const { bankName } = boletoCard(boleto, invoiceCase, now);
      await notifyAll(settling, "slow", () => ({ replies: [bankHasTrouble(bankName)] }));
    }
    if (escalate) await records.addEvent("boleto.late", { boletoId: boleto.id, bankCode: boleto.bankCode }, now);
    const isAwaited = chats.length > 0;
    await records.enqueue({ name: "register-boleto", boletoId: boleto.id, isAwaited }, nextLookUpAt);
  },
};

/** After a bank failed, offers the other banks to every waiting chat, or says that an operator has been told. */
async function offerOthers(settling: Settling): Promise<void> {
  const { records, boleto, now } = settling;
  const { bankName } = boletoCard(boleto, settling.invoiceCase, now);
  await records.changeInvoice(boleto.invoiceId, { choiceReopened: true });
  const invoiceCase = await records.invoiceCase(boleto.invoiceId);
  if (!invoiceCase) return;
  const options = offersOf(invoiceCase, now);
  const offers = offeredOf(options).map(({ bankWalletId, bankCode, name }) => ({ bankWalletId, bankCode, name }));
  const names = offers.map(({ name }) => name);
  const { invoiceId } = boleto;
  await notifyAll(settling, "refused", (state) => {
    if (offers.length === 0) return { replies: [refusedPerson(bankName)] };
    if (isChoosing(state)) return { replies: [refusedReopen(bankName)] };
    const list = state.list + 1;
    return {
      replies: [refusedChoose(bankName, names, list)],
      state: { step: "choose-bank", list, misunderstood: 0, invoiceId, offers },
    };
  });
}

/** Notifies every watching chat, each with its own state and list version. */
async function notifyAll(
  { records, boleto, invoiceCase, chats, now }: Settling,
  topic: NoticeTopic,
  noticeFor: (state: State) => { replies: readonly Reply[]; state?: State },
): Promise<void> {
  const dueAt = noticeDueAt(boleto.promisedAt, now, invoiceCase.zone);
  for (const { id: chatId, state: stored } of chats) {
    const { replies, state } = noticeFor(parseState(stored).state);
    await records.addMessages({ kind: "notice", topic, boletoId: boleto.id, chatId }, { replies, dueAt });
    // A list that is held until the morning cannot be chosen from yet: until then the conversation starts over.
    const hasList = state?.step === "choose-bank" && dueAt > now;
    const next = hasList ? { ...startState, list: state.list } : state;
    if (next) await records.saveState(chatId, { ...next, subscriberId: invoiceCase.subscriber.id }, now);
  }
  if (chats.length > 0 && dueAt > now) await records.enqueue({ name: "deliver" }, dueAt);
}

/** Returns the changes that a checked bank answer brings: the boleto's numbers, its PIX, and the slip with both. */
function titleChange({ slip }: BoletoRecord, { boleto, pixCopiaECola }: ValidTitle) {
  const { nossoNumero, campoLivre, codigoBarras, linhaDigitavel } = boleto;
  const pix = pixCopiaECola === undefined ? {} : { pixCopiaECola };
  return {
    nossoNumero,
    campoLivre,
    codigoBarras,
    linhaDigitavel,
    ...pix,
    slip: { ...slip, boleto, ...pix },
  } satisfies BoletoChange;
}
