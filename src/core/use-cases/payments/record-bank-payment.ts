import type { BankAnswer } from "../../registration/bank-answer.ts";
import type { Deps } from "../deps.ts";
import { recordPayment } from "./record-payment.ts";
import { answeredPaymentId } from "./same-payment.ts";

/** Records a payment from a bank's answer. Without an amount in it, the amount due on the payment day is assumed. */
export async function recordBankPayment(
  deps: Deps,
  boletoId: string,
  { amountCents, paidOn }: Extract<BankAnswer, { kind: "paid" }>,
): Promise<void> {
  await recordPayment(deps, { boletoId, amountCents, paidOn, externalId: answeredPaymentId(boletoId) });
}
