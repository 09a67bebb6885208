import { bankName } from "../../billing/bank-names.ts";
import { closedAtBank } from "../../conversation/replies/boleto.ts";
import type { BankAnswer } from "../../registration/bank-answer.ts";
import { isEarly } from "../../registration/is-early.ts";
import type { Deps } from "../deps.ts";
import { recordBankPayment } from "../payments/record-bank-payment.ts";
import { undoPayment } from "../payments/undo-payment.ts";
import { cancelLiving } from "./cancel-living.ts";
import { registrationRequest } from "./registration-request.ts";
import { settleRegistration } from "./settle-registration.ts";
import { withWatchers } from "./with-watchers.ts";

/** How long after the bank's hint it is asked again, where its own books do not show the news yet. */
const againMs = [60_000, 5 * 60_000, 30 * 60_000];

/** While one job asks, whoever comes late leaves it alone; should it die, the sweep finds the question again. */
const takenMs = 60_000;

/**
 * Job: the bank hinted at news of a boleto, or it is the day's look. What it says when asked is believed, and nothing
 * else: money counts only from here. A hint that is answered, or that another job is asking about, is left alone. Gives
 * whether there was any news.
 */
export async function lookUpBoleto(
  deps: Deps,
  { boletoId, why, attempt = 0 }: { boletoId: string; why: "news" | "undone"; attempt?: number },
): Promise<boolean> {
  // The day's look has no question, and ends nobody else's.
  if (attempt > againMs.length) return (await ask(deps, boletoId, why)) === "settled";
  const question = { boletoId, about: why };
  const takenUntil = new Date(deps.clock.now().getTime() + takenMs);
  const taken = await deps.storage.transaction(async (records) => {
    const nextLookUpAt = await records.questionAskAt(question);
    if (!nextLookUpAt || isEarly({ nextLookUpAt }, deps.clock.now())) return false;
    await records.noteQuestion(question, takenUntil);
    return true;
  });
  if (!taken) return false;
  const outcome = await ask(deps, boletoId, why);
  const pause = againMs[attempt];
  await deps.storage.transaction(async (records) => {
    // Hinted at again meanwhile, it is another job's.
    if ((await records.questionAskAt(question))?.getTime() !== takenUntil.getTime()) return;
    const now = deps.clock.now();
    if (outcome !== "open" || pause === undefined) return void (await records.closeQuestion(question, now));
    const at = new Date(now.getTime() + pause);
    await records.noteQuestion(question, at);
    await records.enqueue(
      { name: "look-up-boleto", boletoId, why, attempt: attempt + 1 },
      at,
      `${boletoId} ${attempt}`,
    );
  });
  return outcome === "settled";
}

/** Asks the bank. "open": it may have the news later; "over": it never will. */
async function ask(deps: Deps, boletoId: string, why: "news" | "undone"): Promise<"settled" | "open" | "over"> {
  const found = await deps.storage.transaction(async (records) => {
    const boleto = await records.boleto(boletoId);
    const request = boleto && (await registrationRequest(records, boleto));
    return request && { boleto, request };
  });
  if (!found) return "over";
  const { boleto, request } = found;
  const answer = await deps
    .registrarOf(request.bankWallet)
    .lookUp(request)
    .catch((): BankAnswer => ({ kind: "unknown" }));
  if (await settle(deps, boleto, why, answer)) return "settled";
  return answer.kind === "not-found" ? "over" : "open";
}

async function settle(
  deps: Deps,
  { id: boletoId, status }: { id: string; status: string },
  why: "news" | "undone",
  answer: BankAnswer,
): Promise<boolean> {
  if (answer.kind === "paid") {
    await recordBankPayment(deps, boletoId, answer);
    // Taken back, it said, though its books do not show that yet.
    return why !== "undone";
  }
  if (status === "registering") {
    // Its own job asks in its own time: only what ends the waiting is news.
    if (!["registered", "refused", "closed"].includes(answer.kind)) return false;
    await settleRegistration(deps, boletoId, answer);
    return true;
  }
  if (answer.kind === "registered" && why === "undone") {
    await undoPayment(deps, boletoId);
    return true;
  }
  if (answer.kind === "closed" && status === "payable") {
    await close(deps, boletoId, answer.reason);
    return true;
  }
  return false;
}

/** Withdrawn at the bank by somebody else: nobody is to try to pay it. */
async function close(deps: Deps, boletoId: string, reason: string): Promise<void> {
  await withWatchers(deps.storage, { boletoId, of: "boleto" }, async ({ records, boleto, chats }) => {
    if (boleto.status !== "payable") return;
    const now = deps.clock.now();
    await cancelLiving(records, boleto, now);
    await records.changeBoleto(boletoId, { bankReason: reason });
    await records.addEvent("boleto.closed-at-bank", { boletoId, bankCode: boleto.bankCode, reason }, now);
    for (const { id: chatId } of chats) {
      const replies = [closedAtBank(bankName(boleto.bankCode))];
      await records.addMessages({ kind: "notice", topic: "closed", boletoId, chatId }, { replies, dueAt: now });
    }
  });
  await deps.deliverDue();
}
