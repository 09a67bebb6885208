import { bankName } from "../../billing/bank-names.ts";
import { bankInTrouble } from "../../conversation/replies/offers.ts";
import { bankCannotTell, bankHasIt, bankHasNotYet, bankSawNoPayment } from "../../conversation/replies/payments.ts";
import type { Reply } from "../../conversation/turn.ts";
import type { BankAnswer } from "../../registration/bank-answer.ts";
import type { Deps } from "../deps.ts";
import { registrationRequest } from "./registration-request.ts";
import { settleRegistration } from "./settle-registration.ts";

/** A subscriber's question that the bank has to answer. */
export interface ChatQuestion {
  boletoId: string;
  chatId: string;
  about: "not-found" | "paid";
  /** Idempotency key: if the job runs twice, the question is answered once. */
  jobId: string;
}

/** Job: asks the bank about a boleto that the subscriber has, and sends the answer. Never issues a new boleto. */
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
  if (answer.kind === "paid" || boleto.status === "registering") await settleRegistration(deps, boletoId, answer);
  // settleRegistration has already told every watching chat about a payment or a refusal.
  const alreadyTold = answer.kind === "paid" || (answer.kind === "refused" && boleto.status === "registering");
  const now = deps.clock.now();
  await deps.storage.transaction(async (records) => {
    const isOpen = await records.closeQuestion({ boletoId, chatId, about }, now);
    if (alreadyTold || !isOpen) return;
    const reply = replyOf(answer, about, bankName(boleto.bankCode));
    const subject = { kind: "answer", topic: about, boletoId, chatId, once: jobId } as const;
    await records.addMessages(subject, { replies: [reply], dueAt: now });
  });
  await deps.deliverDue();
}

function replyOf(answer: BankAnswer, about: ChatQuestion["about"], name: string): Reply {
  if (answer.kind === "in-trouble") return bankInTrouble(name);
  if (about === "paid") return bankSawNoPayment(name);
  if (answer.kind === "registered") return bankHasIt(name);
  return answer.kind === "processing" ? bankHasNotYet(name) : bankCannotTell(name);
}
