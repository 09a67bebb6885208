import { AppError } from "../../app-error.ts";
import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import type { BoletoTerms } from "../../billing/money/boleto-terms.ts";
import { type Boleto, buildBoleto } from "../../boleto/boleto.ts";
import { composeNossoNumero } from "../../boleto/compose-nosso-numero.ts";
import type { BankWalletRecord, BoletoRecords } from "../../records/boleto-records.ts";

/** If this many numbers in a row are in use, another system works on the same range. */
const maxTaken = 1000;

/**
 * Builds the numbers of a new boleto from the next unused nosso número of its bank wallet. Throws AppError if the range
 * is exhausted, or used by another system, or if the rules of the bank refuse the numbers.
 */
export async function numberBoleto(
  records: BoletoRecords,
  bank: BankWalletRecord,
  terms: Pick<BoletoTerms, "amountCents" | "dueDate">,
  today: IsoDate,
): Promise<Boleto> {
  for (let taken = 0; taken < maxTaken; taken++) {
    const sequence = await records.takeNossoNumero(bank.id, Number(today.slice(0, 4)));
    if (sequence === undefined) throw new AppError("range-exhausted", "A faixa de nosso número terminou.");
    const numbered = composeNossoNumero(bank.bankCode, bank.account, sequence, today);
    if (!numbered.ok) throw new AppError("boleto-refused", numbered.error.message);
    const built = buildBoleto({
      banco: bank.bankCode,
      ...bank.account,
      nossoNumero: numbered.nossoNumero,
      valorCentavos: terms.amountCents,
      vencimento: terms.dueDate,
    });
    if (!built.ok) throw new AppError("boleto-refused", `${built.error.field}: ${built.error.message}`);
    if (!(await records.isTaken(bank.bankCode, built.boleto.campoLivre))) return built.boleto;
  }
  throw new AppError("range-taken", "A faixa de nosso número já foi usada por outro sistema. Escolha outra faixa.");
}
