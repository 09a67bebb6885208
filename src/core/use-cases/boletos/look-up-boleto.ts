import { localDate } from "../../billing/calendar/local-time.ts";
import { brasilia } from "../../billing/calendar/zone.ts";
import type { Records } from "../../ports.ts";
import type { BankAnswer } from "../../registration/bank-answer.ts";
import { isEarly } from "../../registration/is-early.ts";
import type { Deps } from "../deps.ts";
import { applyAnswer } from "./apply-answer.ts";
import { registrationRequest } from "./registration-request.ts";

/** Delays before the bank is asked again, while its records do not show the news of a webhook yet. */
const newsDelaysMs = [60_000, 5 * 60_000, 30 * 60_000];

const hourMs = 3_600_000;
const retryDelaysMs = {
  news: newsDelaysMs,
  // What a bank takes back may be booked in the next nights, and nobody asks about a paid boleto otherwise.
  undone: [...newsDelaysMs, 3 * hourMs, 12 * hourMs, 24 * hourMs, 24 * hourMs],
};

/** Pause before a question is repeated that the bank did not answer. */
const unansweredMs = hourMs;
/** The same for look-ups that nobody asked for; the last pause is repeated. */
const unaskedDelaysMs = [10 * 60_000, 30 * 60_000, hourMs];

/** How long one job owns a question. If its process dies, the recovery finds the question again afterwards. */
const claimMs = 60_000;

interface LookUp {
  boletoId: string;
  why: "news" | "undone";
  attempt?: number;
  unasked?: true;
}

/**
 * Job: asks the bank about a boleto, after a webhook or as the daily look-up. Only this answer is trusted, never the
 * webhook: payments count only from here. Does nothing if the question is answered or another job is asking. A question
 * stays open until the bank answers it. Returns whether there was any news.
 */
export async function lookUpBoleto(deps: Deps, lookUp: LookUp): Promise<boolean> {
  const { boletoId, why, attempt = 0 } = lookUp;
  // It has no stored question, and must not close that of a webhook.
  if (lookUp.unasked) return askUntilEvening(deps, { boletoId, why, attempt });
  const question = { boletoId, about: why };
  const claimedUntil = new Date(deps.clock.now().getTime() + claimMs);
  const claimed = await deps.storage.transaction(async (records) => {
    const nextLookUpAt = await records.questionAskAt(question);
    if (!nextLookUpAt || isEarly({ nextLookUpAt }, deps.clock.now())) return false;
    await records.noteQuestion(question, claimedUntil);
    return true;
  });
  if (!claimed) return false;
  const { outcome, unanswered } = await askBank(deps, boletoId, why);
  const pause = unanswered ? unansweredMs : retryDelaysMs[why][attempt];
  await deps.storage.transaction(async (records) => {
    // Another webhook reopened the question in the meantime; its own job handles it.
    if ((await records.questionAskAt(question))?.getTime() !== claimedUntil.getTime()) return;
    const now = deps.clock.now();
    if (outcome !== "open" || pause === undefined) {
      await records.closeQuestion(question, now);
      if (why === "undone" && outcome !== "settled") await tellUnconfirmed(records, boletoId, now);
      return;
    }
    const { retryAt = now } = unanswered ?? {};
    const at = new Date(Math.max(now.getTime() + pause, retryAt.getTime()));
    await records.noteQuestion(question, at);
    await records.enqueue(
      { name: "look-up-boleto", boletoId, why, attempt: unanswered ? attempt : attempt + 1 },
      at,
      `${boletoId} ${why} ${attempt}`,
    );
  });
  return outcome === "settled";
}

/** The bank posted that it took a payment back, and does not say so when it is asked: only a person can find out. */
async function tellUnconfirmed(records: Records, boletoId: string, now: Date): Promise<void> {
  const boleto = await records.boleto(boletoId);
  const kept = boleto ? await records.paymentsOf(boleto.invoiceId) : [];
  if (!boleto || !kept.some((payment) => payment.boletoId === boletoId)) return;
  await records.addEvent("payment.undone-unconfirmed", { boletoId, bankCode: boleto.bankCode }, now);
}

/** Repeats a look-up that the bank does not answer with growing pauses until the end of the day. */
async function askUntilEvening(
  deps: Deps,
  { boletoId, why, attempt }: { boletoId: string; why: "news" | "undone"; attempt: number },
): Promise<boolean> {
  const { outcome, unanswered } = await askBank(deps, boletoId, why);
  if (!unanswered) return outcome === "settled";
  const now = deps.clock.now();
  const pause = unaskedDelaysMs[attempt] ?? unaskedDelaysMs.at(-1) ?? 0;
  const { retryAt = now } = unanswered;
  const at = new Date(Math.max(now.getTime() + pause, retryAt.getTime()));
  // The next morning asks again by itself.
  if (localDate(at, brasilia) > localDate(now, brasilia)) return false;
  const again = { name: "look-up-boleto", boletoId, why, attempt: attempt + 1, unasked: true } as const;
  await deps.storage.transaction((records) => records.enqueue(again, at, `${boletoId} unanswered`));
  return false;
}

interface Asked {
  /** "open": news may still come; "over": none will. */
  outcome: "settled" | "open" | "over";
  /** The bank said nothing about the boleto, and is not called before `retryAt`. */
  unanswered?: { retryAt?: Date };
}

async function askBank(deps: Deps, boletoId: string, why: "news" | "undone"): Promise<Asked> {
  const found = await deps.storage.transaction(async (records) => {
    const boleto = await records.boleto(boletoId);
    const request = boleto && (await registrationRequest(records, boleto));
    return request && { boleto, request };
  });
  if (!found) return { outcome: "over" };
  const { boleto, request } = found;
  const answer = await deps
    .registrarOf(request.bankWallet)
    .lookUp(request)
    .catch((): BankAnswer => ({ kind: "unknown" }));
  if ((await applyAnswer(deps, boleto, why, answer)) !== "nothing") return { outcome: "settled" };
  if (answer.kind === "in-trouble") return { outcome: "open", unanswered: { retryAt: answer.retryAt } };
  if (answer.kind === "unknown") return { outcome: "open", unanswered: {} };
  return { outcome: answer.kind === "not-found" ? "over" : "open" };
}
