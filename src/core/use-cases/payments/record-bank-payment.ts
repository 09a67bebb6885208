import { amountOn } from "../../billing/money/amount-on.ts";
import type { BankAnswer } from "../../registration/bank-answer.ts";
import { registeredTerms } from "../boletos/registered-terms.ts";
import type { Deps } from "../deps.ts";
import { recordPayment } from "./record-payment.ts";

/** Records a payment from a bank's answer. Without an amount in it, the amount due on the payment day is assumed. */
export async function recordBankPayment(
  deps: Deps,
  boletoId: string,
  { amountCents: reportedCents, paidOn }: Extract<BankAnswer, { kind: "paid" }>,
): Promise<void> {
  const amountCents = reportedCents ?? (await amountDue());
  if (amountCents === undefined) return;
  // One id per boleto: a later answer is about the same payment, perhaps with a corrected day or amount.
  const externalId = `bank:${boletoId}`;
  await recordPayment(deps, { boletoId, amountCents, paidOn, externalId });

  function amountDue(): Promise<number | undefined> {
    return deps.storage.transaction(async (records) => {
      const boleto = await records.boleto(boletoId);
      const invoiceCase = boleto && (await records.invoiceCase(boleto.invoiceId));
      return invoiceCase && amountOn(registeredTerms(boleto, invoiceCase), paidOn, invoiceCase.localHolidays);
    });
  }
}
