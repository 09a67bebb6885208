import { maskTaxId, parseTaxId } from "../../core/billing/tax-id.ts";

/** "CPF ***.456.789-**": enough to recognise somebody. Nothing of a number that is none. */
export function maskedDocument(document: string): string {
  const taxId = parseTaxId(document);
  return taxId ? `${taxId.kind.toUpperCase()} ${maskTaxId(taxId)}` : "documento não confere";
}
