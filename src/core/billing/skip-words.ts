import type { SkipReason } from "./plan-invoices.ts";

/** Why a month was not billed, for the operator. */
export const skipWords: Readonly<Record<SkipReason, string>> = {
  "has-invoice": "já existe outra fatura do contrato com vencimento no mesmo mês",
  "no-amount": "os dias de serviço não chegam a um centavo",
};
