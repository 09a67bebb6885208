import { bankName } from "../../billing/bank-names.ts";
import { bankInTrouble } from "../../conversation/replies/offers.ts";
import { bankCannotTell, bankHasIt, bankHasNotYet, bankSawNoPayment } from "../../conversation/replies/payments.ts";
import type { Reply } from "../../conversation/turn.ts";
import type { BankAnswer } from "../../registration/bank-answer.ts";
import type { Deps } from "../deps.ts";
import { registrationRequest } from "./registration-request.ts";
import { settleRegistration } from "./settle-registration.ts";

/** What a subscriber wants to know from the bank. */
export interface ChatQuestion {
  boletoId: string;
  chatId: string;
  about: "not-found" | "paid";
  /** The question's own name: run again, the job answers it once. */
  jobId: string;
}

/** Job: asks the bank about a boleto that was handed over, and tells its answer. Never makes a new boleto. */
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
        .lookUp(request)
        .catch((): BankAnswer => ({ kind: "unknown" }))
    : { kind: "cannot-tell" };
  if (answer.kind === "paid" || boleto.status === "registering") await settleRegistration(deps, boletoId, answer);
  // The payment, or the refusal and the other banks, was told to everybody who was promised an answer.
  const told = answer.kind === "paid" || (answer.kind === "refused" && boleto.status === "registering");
  const now = deps.clock.now();
  await deps.storage.transaction(async (records) => {
    const isOpen = await records.closeQuestion({ boletoId, chatId, about }, now);
    if (told || !isOpen) return;
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
