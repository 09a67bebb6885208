import type { BankCode } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";
import { buildBoleto } from "./boleto.ts";
import type { BankAccount } from "./boleto-values.ts";
import { composeNossoNumero } from "./compose-nosso-numero.ts";

/** Returns the campo livre of an account for a sequence number; undefined for a number that the bank never uses. */
export function campoLivreOf(
  bankCode: BankCode,
  account: BankAccount,
  sequence: number,
  issueDate: IsoDate,
): string | undefined {
  const numbered = composeNossoNumero(bankCode, account, sequence, issueDate);
  if (!numbered.ok) return undefined;
  const { nossoNumero } = numbered;
  const built = buildBoleto({ banco: bankCode, ...account, nossoNumero, valorCentavos: 1, vencimento: issueDate });
  return built.ok ? built.boleto.campoLivre : undefined;
}
