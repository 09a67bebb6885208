import { formatTaxId, maskTaxId, parseTaxId } from "../../core/billing/tax-id.ts";

/** A CPF or CNPJ as people write it; masked where the screen does not need it whole. */
export function taxIdWords(document: string, masked = false): string {
  const taxId = parseTaxId(document);
  // Not valid, and still somebody's.
  if (!taxId) return masked ? "***" : document;
  return masked ? maskTaxId(taxId) : formatTaxId(taxId);
}
