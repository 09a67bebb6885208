import type { LayoutBankCode } from "../billing/bank-code.ts";
import type { FieldName } from "./boleto-values.ts";

/** The input for a boleto: the fields that its bank asks for (`BankLayout.fields`), and those below. */
export interface BoletoInput extends Partial<Record<FieldName, string>> {
  banco: LayoutBankCode;
  nossoNumero: string;
  /** The amount in cents. With 0, the boleto names no amount. */
  valorCentavos: number;
  /** The due date, `YYYY-MM-DD`. */
  vencimento: string;
}
