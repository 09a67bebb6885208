import type { Clock, Registrar, RegistrationRequest } from "../../core/ports.ts";
import type { BankAnswer, CancelAnswer } from "../../core/registration/bank-answer.ts";
import type { BankCall, BankClient } from "./create-bank-client.ts";

const laterMs = 60_000;

/** An answer about a boleto that may be open at the bank. */
type OpenAnswer = Extract<BankAnswer, { kind: "registered" | "processing" | "unknown" }>;

/** Returns the call that withdraws an open boleto; undefined if it cannot be made yet. */
export type WithdrawalOf = (known: OpenAnswer) => BankCall | undefined;

/** Returns true if a boleto may be open at the bank. */
export const isOpen = (answer: BankAnswer): answer is OpenAnswer =>
  answer.kind === "registered" || answer.kind === "processing" || answer.kind === "unknown";

/**
 * Withdraws a boleto after the bank has shown it as ours: a call by number alone could hit another system's title. What
 * somebody has paid already is left alone, for its money is on the way. `isDone`: the bank's success means that it is
 * withdrawn; otherwise, and after any other answer, the next attempt's look-up tells.
 */
export async function withdraw(
  request: RegistrationRequest,
  bank: {
    call: BankClient;
    clock: Clock;
    lookUp: Registrar["lookUp"];
    callFor: WithdrawalOf;
    isDone: boolean;
  },
): Promise<CancelAnswer> {
  if (!request.boleto.sentAt) return { kind: "cancelled" };
  const known = await bank.lookUp(request);
  if (known.kind === "paid") return known;
  if (known.kind === "in-trouble") return { kind: "later", retryAt: known.retryAt };
  if (isOpen(known)) return withdrawOpen(known, bank);
  return over.includes(known.kind) ? { kind: "cancelled" } : { kind: "unknown" };
}

const over: readonly BankAnswer["kind"][] = ["not-found", "closed", "refused"];

async function withdrawOpen(
  known: OpenAnswer,
  { call, clock, callFor, isDone }: Parameters<typeof withdraw>[1],
): Promise<CancelAnswer> {
  if (known.kind === "registered" && known.paymentAnnounced) return { kind: "unknown" };
  const withdrawal = callFor(known);
  const later: CancelAnswer = { kind: "later", retryAt: new Date(clock.now().getTime() + laterMs) };
  if (!withdrawal) return known.kind === "processing" ? later : { kind: "unknown" };
  const called = await call(withdrawal);
  if (called.kind === "in-trouble") return { kind: "later", retryAt: called.retryAt };
  return isDone && called.kind === "answer" && called.status < 300 ? { kind: "cancelled" } : later;
}
