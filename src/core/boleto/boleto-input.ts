import type { BankCode } from "../billing/bank-code.ts";
import type { FieldName } from "./boleto-values.ts";

/** What a boleto is made of: the bank's own fields (`BankLayout.fields`), and these. */
export interface BoletoInput extends Partial<Record<FieldName, string>> {
  banco: BankCode;
  nossoNumero: string;
  /** 0 leaves the amount open. */
  valorCentavos: number;
  /** `YYYY-MM-DD`. */
  vencimento: string;
}
