import { bankName } from "../../billing/bank-names.ts";
import { localDate } from "../../billing/calendar/local-time.ts";
import { type BoletoStatus, isOver } from "../../boleto/boleto-status.ts";
import { closedAtBank } from "../../conversation/replies/boleto.ts";
import type { BankAnswer } from "../../registration/bank-answer.ts";
import { checkTitle } from "../../registration/check-title.ts";
import type { Deps } from "../deps.ts";
import { announcePaymentIn, isAnnouncementOver, takeBackAnnouncement } from "../payments/announce-payment.ts";
import { recordBankPayment } from "../payments/record-bank-payment.ts";
import { undoPayment } from "../payments/undo-payment.ts";
import { cancelLiving } from "./cancel-living.ts";
import { expireBoleto, isPastLastDay, lastWordOn } from "./expire-boleto.ts";
import { settleRegistration } from "./settle-registration.ts";
import { type Watched, withWatchers } from "./with-watchers.ts";

/** What an answer brought: news that the watching chats were told, news without a word to them, or none. */
export type AnswerOutcome = "told" | "quiet" | "nothing";

type UnpaidAnswer = Exclude<BankAnswer, { kind: "paid" }>;

/**
 * Records a bank's answer about a boleto, whatever its status: a payment, an announced one and its end, a boleto closed
 * or refused there or open against our will, its PIX. `why`: "undone" if the bank hinted that a payment was reversed;
 * then its word that the boleto is open, or closed without a payment, reverses it.
 */
export async function applyAnswer(
  deps: Deps,
  { id: boletoId, status }: { id: string; status: BoletoStatus },
  why: "news" | "undone",
  answer: BankAnswer,
): Promise<AnswerOutcome> {
  if (answer.kind === "paid") {
    await recordBankPayment(deps, boletoId, answer);
    // The webhook hinted at a reversal, but the bank's records do not show it yet.
    return why === "undone" ? "nothing" : "told";
  }
  if (status === "registering") {
    // The registration job polls on its own schedule: only a final answer is news here.
    if (!["registered", "refused", "closed"].includes(answer.kind)) return "nothing";
    await settleRegistration(deps, boletoId, answer);
    return "told";
  }
  const isUnpaid = answer.kind === "closed" || (answer.kind === "registered" && !answer.paymentAnnounced);
  const isUndone = why === "undone" && isUnpaid;
  if (isUndone) await undoPayment(deps, boletoId);
  let outcome: AnswerOutcome = "nothing";
  await withWatchers(deps.storage, { boletoId, scope: "invoice" }, async (watched) => {
    outcome = await applyLocked(watched, { answer, isUndone, now: deps.clock.now() });
  });
  await deps.deliverDue();
  return isUndone ? "told" : outcome;
}

async function applyLocked(
  watched: Watched,
  { answer, isUndone, now }: { answer: UnpaidAnswer; isUndone: boolean; now: Date },
): Promise<AnswerOutcome> {
  const { records, boleto, invoiceCase } = watched;
  const today = localDate(now, invoiceCase.zone);
  // Not what a webhook hinted at: the question stays open.
  await addPix(watched, answer, now);
  if (answer.kind === "registered" && answer.paymentAnnounced)
    return (await announcePaymentIn(watched, now)) ? "told" : "nothing";
  const { localHolidays } = invoiceCase;
  if (boleto.announcedAt) {
    const isBookedByNow = saysIt(answer) && isAnnouncementOver(boleto.announcedAt, today, invoiceCase);
    // Money may be on its way, even if the boleto is closed by now.
    if (!isUndone && !isBookedByNow) return "nothing";
    await takeBackAnnouncement(watched, now);
  }
  const isOpen = answer.kind === "registered" || answer.kind === "processing";
  if (isPastLastDay(boleto, today)) {
    const registersBy = invoiceCase.bankWallets.find(({ id }) => id === boleto.bankWalletId)?.registersBy;
    const wordOn = lastWordOn(boleto, registersBy, localHolidays);
    // By file, the answer is our own and not the bank's.
    if (!saysIt(answer) || registersBy === "cnab240" || (wordOn !== undefined && today < wordOn)) return "nothing";
    if (isOpen) await cancelOpen(watched, now);
    else await expireBoleto(records, boleto.id, { today, now });
    return "quiet";
  }
  if ((answer.kind === "closed" || answer.kind === "refused") && boleto.status === "payable") {
    await cancelClosed(watched, answer, now);
    return "told";
  }
  if (answer.kind !== "registered" || !isOver(boleto.status)) return "nothing";
  await cancelOpen(watched, now);
  return "quiet";
}

/** Returns true if the bank said something about this boleto, so that a payment would show. */
const saysIt = ({ kind }: UnpaidAnswer) => kind !== "in-trouble" && kind !== "unknown";

/** Cancels a boleto that can still be paid at the bank although it is over here: its last day, or an unclear answer. */
async function cancelOpen({ records, boleto }: Watched, now: Date): Promise<void> {
  await cancelLiving(records, boleto, now);
  await records.addEvent("boleto.open-at-bank", { boletoId: boleto.id, bankCode: boleto.bankCode }, now);
}

/** Cancels a boleto that the bank closed or refuses by now, not by our will, and warns its chats not to pay it. */
async function cancelClosed(
  { records, boleto, chats }: Watched,
  { kind, reason }: Extract<UnpaidAnswer, { kind: "closed" | "refused" }>,
  now: Date,
): Promise<void> {
  await cancelLiving(records, boleto, now);
  await records.changeBoleto(boleto.id, { bankReason: reason });
  // A refusal opens the choice of bank again.
  if (kind === "refused") await records.changeInvoice(boleto.invoiceId, { choiceReopened: true });
  const { id: boletoId, bankCode } = boleto;
  await records.addEvent("boleto.closed-at-bank", { boletoId, bankCode, reason }, now);
  for (const { id: chatId } of chats) {
    const replies = [closedAtBank(bankName(bankCode))];
    await records.addMessages({ kind: "notice", topic: "closed", boletoId, chatId }, { replies, dueAt: now });
  }
}

/** Adds the PIX that a bank made after it had registered the boleto. */
async function addPix({ records, boleto, invoiceCase }: Watched, answer: UnpaidAnswer, now: Date): Promise<void> {
  if (boleto.status !== "payable" || boleto.pixCopiaECola !== undefined || answer.kind !== "registered") return;
  const bankWallet = invoiceCase.bankWallets.find(({ id }) => id === boleto.bankWalletId);
  if (answer.title?.pixCopiaECola === undefined || !bankWallet) return;
  const checked = checkTitle(answer.title, { boleto, bankWallet, today: localDate(now, invoiceCase.zone) });
  if (!checked.ok || checked.pixCopiaECola === undefined) return;
  const pix = { pixCopiaECola: checked.pixCopiaECola };
  await records.changeBoleto(boleto.id, { ...pix, slip: { ...boleto.slip, boleto: checked.boleto, ...pix } });
}
