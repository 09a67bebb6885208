import type { BankAnswer } from "../../core/registration/bank-answer.ts";
import type { BankClient } from "./create-bank-client.ts";
import { isOpen, type WithdrawalOf } from "./withdraw.ts";

const againMs = 60_000;

/** Which of several charges stands for the boleto: the one that is paid, else the one that is nearest to it. */
const ranks: readonly ((answer: BankAnswer) => boolean)[] = [
  ({ kind }) => kind === "paid",
  (answer) => answer.kind === "registered" && answer.paymentAnnounced === true,
  ({ kind }) => kind === "registered",
  ({ kind }) => kind === "processing",
  ({ kind }) => kind === "unknown",
  () => true,
];
const rankOf = (answer: BankAnswer) => ranks.findIndex((fits) => fits(answer));
const nameOf = (answer: BankAnswer) => ("bankReference" in answer && answer.bankReference) || "";

/** The same charge comes first each time, or two look-ups could withdraw one each. */
const inOrder = (one: BankAnswer, other: BankAnswer) =>
  rankOf(one) - rankOf(other) || nameOf(one).localeCompare(nameOf(other));

/**
 * Reduces the charges that a bank has under one reference of ours to one, and returns the answer about it; undefined if
 * there is none. Lost answers can leave several: until all but one are withdrawn, the outcome is unknown and no reference
 * of the bank is kept, so that the next look-up finds them all again. A payment is told at once, unless a withdrawal is
 * still to be repeated.
 */
export async function onlyOne(
  answers: readonly BankAnswer[],
  { call, callFor, now }: { call: BankClient; callFor: WithdrawalOf; now: Date },
): Promise<BankAnswer | undefined> {
  const [first, ...others] = answers.toSorted(inOrder);
  const open = others.filter(isOpen);
  if (open.length === 0) return first;
  let isAnswered = true;
  for (const one of open) {
    const withdrawal = callFor(one);
    if (!withdrawal || (await call(withdrawal)).kind !== "answer") isAnswered = false;
  }
  // What the bank refuses to withdraw beside a payment is paid as well: the list of payments tells it.
  if (first?.kind === "paid" && isAnswered) return first;
  return { kind: "unknown", nextLookUpAt: new Date(now.getTime() + againMs) };
}
