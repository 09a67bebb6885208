import type { ContractTerms } from "../invoices/contract.ts";

/** Upper limits in basis points. Multa: CDC (Lei 8.078/1990) art. 52 §1. Juros: 1 % a month, the customary limit. */
export const legalCaps: ContractTerms = { multaBasisPoints: 200, jurosBasisPointsMonth: 100 };

/** A field that exceeds a cap or is malformed, with a sentence for the operator. */
export interface CapProblem {
  field: keyof ContractTerms;
  message: string;
}

const messages: Readonly<Record<keyof ContractTerms, string>> = {
  multaBasisPoints: "A multa pode ser no máximo 2%.",
  jurosBasisPointsMonth: "Os juros podem ser no máximo 1% ao mês.",
};

/** Checks a contract's charges; empty if they may be saved. */
export function checkCaps(terms: ContractTerms): CapProblem[] {
  const fields = ["multaBasisPoints", "jurosBasisPointsMonth"] as const;
  return fields.flatMap((field) => {
    const rate = terms[field];
    if (Number.isInteger(rate) && rate >= 0)
      return rate > legalCaps[field] ? [{ field, message: messages[field] }] : [];
    return [{ field, message: "Informe uma porcentagem de zero ou mais, com até duas casas decimais." }];
  });
}
