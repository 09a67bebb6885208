import { amountOn } from "../../billing/money/amount-on.ts";
import type { BankAnswer } from "../../registration/bank-answer.ts";
import { registeredTerms } from "../boletos/registered-terms.ts";
import type { Deps } from "../deps.ts";
import { recordPayment } from "./record-payment.ts";

/** Keeps the payment that a bank tells when it is asked. One that names no amount took what the boleto asks for that day. */
export async function recordBankPayment(
  deps: Deps,
  boletoId: string,
  { amountCents: told, paidOn }: Extract<BankAnswer, { kind: "paid" }>,
): Promise<void> {
  const amountCents = told ?? (await amountDue());
  if (amountCents === undefined) return;
  // Asked again, a bank tells the same payment, perhaps with a better day or amount: of a title there is one.
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
