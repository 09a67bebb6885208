import { bankName } from "../../billing/bank-names.ts";
import { bankInTrouble } from "../../conversation/replies/offers.ts";
import {
  bankCannotTell,
  bankHasIt,
  bankHasNotYet,
  bankSawNoPayment,
  endedUnpaid,
  paymentOnItsWay,
} from "../../conversation/replies/payments.ts";
import type { Reply } from "../../conversation/turn.ts";
import type { BoletoRecord } from "../../records/boleto-records.ts";
import type { BankAnswer } from "../../registration/bank-answer.ts";
import type { Deps } from "../deps.ts";
import { type AnswerOutcome, applyAnswer } from "./apply-answer.ts";
import { registrationRequest } from "./registration-request.ts";
import { settleRegistration } from "./settle-registration.ts";

/** A question of a subscriber that the bank has to answer. */
export interface ChatQuestion {
  boletoId: string;
  chatId: string;
  about: "not-found" | "paid";
  /** If the job runs twice, this id keeps the question from being answered twice. */
  jobId: string;
}

/** Job: asks the bank about a boleto that a subscriber has, and sends the answer. Never issues a new boleto. */
export async function answerFromBank(deps: Deps, { boletoId, chatId, about, jobId }: ChatQuestion): Promise<void> {
  const found = await deps.storage.transaction(async (records) => {
    const boleto = await records.boleto(boletoId);
    return boleto && { boleto, request: await registrationRequest(records, boleto) };
  });
  if (!found) return;
  const { boleto, request } = found;
  const answer: BankAnswer = request
    ? await deps
        .registrarOf(request.bankWallet)
        .lookUp({ ...request, isAwaited: true })
        .catch((): BankAnswer => ({ kind: "unknown" }))
    : { kind: "cannot-tell" };
  // Every watching chat may have been told already: of a payment, an announced one, a refusal.
  const outcome = await applyToAll(deps, boleto, answer);
  const now = deps.clock.now();
  await deps.storage.transaction(async (records) => {
    const isOpen = await records.closeQuestion({ boletoId, chatId, about }, now);
    if (outcome === "told" || !isOpen) return;
    const name = bankName(boleto.bankCode);
    // Of a payable boleto that is no news to its chats: its last day is over.
    const hasEnded = outcome === "quiet" && boleto.status === "payable";
    const reply = hasEnded ? endedUnpaid(name) : replyOf(answer, about, name);
    const subject = { kind: "answer", topic: about, boletoId, chatId, once: jobId } as const;
    await records.addMessages(subject, { replies: [reply], dueAt: now });
  });
  await deps.deliverDue();
}

/** Records the answer. Returns "told" if every watching chat has heard what the question was about. */
async function applyToAll(deps: Deps, boleto: BoletoRecord, answer: BankAnswer): Promise<AnswerOutcome> {
  if (boleto.status !== "registering") return applyAnswer(deps, boleto, "news", answer);
  await settleRegistration(deps, boleto.id, answer);
  const isAnnounced = answer.kind === "registered" && answer.paymentAnnounced === true;
  return isAnnounced || answer.kind === "paid" || answer.kind === "refused" ? "told" : "nothing";
}

function replyOf(answer: BankAnswer, about: ChatQuestion["about"], name: string): Reply {
  if (answer.kind === "in-trouble") return bankInTrouble(name);
  if (answer.kind === "registered" && answer.paymentAnnounced) return paymentOnItsWay(name);
  if (about === "paid") return bankSawNoPayment(name);
  if (answer.kind === "registered") return bankHasIt(name);
  return answer.kind === "processing" ? bankHasNotYet(name) : bankCannotTell(name);
}
