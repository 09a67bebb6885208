import type { LayoutBankCode } from "../billing/bank-code.ts";
import type { FieldName } from "./boleto-values.ts";

/** Input of a boleto: the bank's own fields (`BankLayout.fields`) and those below. */
export interface BoletoInput extends Partial<Record<FieldName, string>> {
  banco: LayoutBankCode;
  nossoNumero: string;
  /** 0 leaves the amount open. */
  valorCentavos: number;
  /** `YYYY-MM-DD`. */
  vencimento: string;
}
