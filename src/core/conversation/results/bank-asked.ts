import { askingBank, bankNotAsked } from "../replies.ts";
import { askedJustNow } from "../replies-bank.ts";
import type { OnResult } from "../step.ts";

/** The question is on its way to the bank, whose answer comes as a notice; or that it cannot be asked. */
export const bankAsked: OnResult<"bank-asked"> = (state, { about, bankName, notOurs, justAsked }) => {
  if (justAsked && bankName !== undefined) return { state, replies: [askedJustNow(bankName)] };
  return { state, replies: [notOurs ? bankNotAsked(about, bankName) : askingBank(about, bankName)] };
};
