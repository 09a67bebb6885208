import { addDays } from "../../billing/calendar/iso-date.ts";
import { composeNossoNumero } from "../../boleto/compose-nosso-numero.ts";
import { numbersMeant } from "../../boleto/numbers-meant.ts";
import type { BankWalletRecord } from "../../records/boleto-records.ts";
import type { ListedPayment } from "../../registration/bank-answer.ts";
import { idsOfReference } from "../../registration/short-reference.ts";

/** Returns true if a payment is of a boleto that only this installation can have issued with a bank wallet. */
export function isOfOurRange(
  { nossoNumero, reference, paidOn }: ListedPayment,
  { bankCode, account, bankNumbers, nossoNumero: range }: BankWalletRecord,
): boolean {
  if (reference !== undefined && idsOfReference(reference)) return true;
  if (bankNumbers || nossoNumero === undefined) return false;
  // The form with a right check digit comes first, and is the one that is meant.
  const [number] = numbersMeant(bankCode, account, nossoNumero);
  if (number === undefined) return false;
  // Sicredi's numbers hold the year of issue.
  return [paidOn, addDays(paidOn, -365)].some((issuedOn) => {
    for (let from = 0; from < number.length; from++) {
      const sequence = Number(number.slice(from));
      if (!Number.isSafeInteger(sequence) || sequence < range.from || sequence > range.to) continue;
      const composed = composeNossoNumero(bankCode, account, sequence, issuedOn);
      if (composed.ok && composed.nossoNumero === number) return true;
    }
    return false;
  });
}
