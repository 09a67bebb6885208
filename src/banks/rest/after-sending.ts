import type { Registrar, RegistrationRequest } from "../../core/ports.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";

/**
 * Returns the answer to a question that followed a request which the bank has received. "In trouble" would say that the
 * request took no effect, and it would be sent again without a look-up.
 */
export const afterSending = (answer: BankAnswer): BankAnswer =>
  answer.kind === "in-trouble" ? { kind: "unknown", nextLookUpAt: answer.retryAt } : answer;

/** Answers that prove a title with our number at the bank. */
const provesTitle: readonly BankAnswer["kind"][] = ["registered", "processing", "paid", "closed", "refused"];

/**
 * Settles a refusal by a bank that takes each of our nosso números once: it may have refused a repeat, in words or codes
 * that nobody has published, so only its own record tells. After an earlier request any doubt counts for the boleto.
 */
export async function settleRefusal(
  request: RegistrationRequest,
  { reason, lookUp }: { reason: string; lookUp: Registrar["lookUp"] },
): Promise<BankAnswer> {
  const known = await lookUp(request);
  const isThere = request.boleto.sentAt ? known.kind !== "not-found" : provesTitle.includes(known.kind);
  return isThere ? afterSending(known) : { kind: "refused", reason };
}
