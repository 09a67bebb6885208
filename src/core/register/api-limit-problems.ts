import { apiLimits } from "../billing/bank-apis.ts";
import type { BankCode } from "../billing/bank-code.ts";
import { theBank } from "../billing/bank-grammar.ts";
import { bankName } from "../billing/bank-names.ts";
import { formatBrl } from "../billing/money/money.ts";
import type { RegistersBy } from "../billing/offers/bank-wallet.ts";

/** The parts of a bank wallet on which the limits of its bank's API bear. */
export interface LimitedWallet {
  bankCode: BankCode;
  registersBy?: RegistersBy | undefined;
  beneficiaryDocument: string;
  cutOff: string;
  windowSeconds: number;
  daysAfterDue: number;
  maxCents?: number | undefined;
}

/** A setting that the bank would refuse with every boleto, and a sentence for the operator. */
export interface LimitProblem {
  field: "daysAfterDue" | "cutOff" | "maxCents" | "beneficiaryDocument";
  message: string;
}

/** Returns what the bank's API would refuse later; empty if the wallet registers in another way. */
export function apiLimitProblems(wallet: LimitedWallet): LimitProblem[] {
  const { mostDaysAfterDue, dueTodayUntil, minCents = 0, numericDocumentsOnly } = apiLimits(wallet);
  const { O, o, do: of } = theBank(bankName(wallet.bankCode));
  const problems: LimitProblem[] = [];
  if (mostDaysAfterDue !== undefined && wallet.daysAfterDue > mostDaysAfterDue)
    problems.push({
      field: "daysAfterDue",
      message: `pela API ${o} aceita no máximo ${mostDaysAfterDue} dias depois do vencimento`,
    });
  // The cut-off is the end of the registration window; the request is made before it.
  if (dueTodayUntil !== undefined && secondsOf(wallet.cutOff) - wallet.windowSeconds >= secondsOf(dueTodayUntil) + 60)
    problems.push({
      field: "cutOff",
      message: `pela API ${o} só registra até ${dueTodayUntil} um boleto que vence no mesmo dia: com este prazo de registro, use uma hora mais cedo`,
    });
  if (wallet.maxCents !== undefined && wallet.maxCents < minCents)
    problems.push({ field: "maxCents", message: `${O} só registra boletos a partir de ${formatBrl(minCents)}` });
  if (numericDocumentsOnly && /\D/.test(wallet.beneficiaryDocument))
    problems.push({ field: "beneficiaryDocument", message: `a API ${of} não aceita CNPJ com letras` });
  return problems;
}

function secondsOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes) * 60;
}
