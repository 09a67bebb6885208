import { AppError } from "../../app-error.ts";
import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import type { BoletoTerms } from "../../billing/money/boleto-terms.ts";
import { type Boleto, buildBoleto } from "../../boleto/boleto.ts";
import { composeNossoNumero } from "../../boleto/compose-nosso-numero.ts";
import type { BankWalletRecord, BoletoRecords } from "../../records/boleto-records.ts";

/** So many numbers in a row that others have given out mean that the range is not ours. */
const mostTaken = 1000;

/** The numbers of a new boleto, under the next nosso número of its bank wallet that no boleto has yet. */
export async function numberBoleto(
  records: BoletoRecords,
  bank: BankWalletRecord,
  terms: Pick<BoletoTerms, "amountCents" | "dueDate">,
  today: IsoDate,
): Promise<Boleto> {
  for (let taken = 0; taken < mostTaken; taken++) {
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
