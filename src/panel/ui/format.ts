import { formatTaxId, maskTaxId, parseTaxId } from "../../core/billing/people/tax-id.ts";

/** Formats a count: "200.000". */
export const formatNumber = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ".");

/** Formats a normalised phone: "(11) 90000-0001". */
export const formatPhone = (phone: string) =>
  phone.replace(/^55(\d{2})(\d{4,5})(\d{4})$/, (_, area, first, last) => `(${area}) ${first}-${last}`);

/** Formats a CPF or CNPJ, as "529.982.247-25" or, masked, "***.982.247-**". */
export function formatDocument(document: string, masked = false): string {
  const taxId = parseTaxId(document);
  // A number that is not valid may be personal data all the same.
  if (!taxId) return masked ? "***" : document;
  return masked ? maskTaxId(taxId) : formatTaxId(taxId);
}

/** Formats an elapsed time: "agora", "12 min", "3 h 05", "2 dias". */
export function formatDuration(from: Date, to: Date): string {
  const minutes = Math.max(0, Math.floor((to.getTime() - from.getTime()) / 60_000));
  if (minutes < 1) return "agora";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
  const days = Math.floor(minutes / (24 * 60));
  return days === 1 ? "1 dia" : `${days} dias`;
}

/** Formats a CPF or CNPJ so that it can be recognised: "CPF ***.456.789-**". Shows no digit of an invalid one. */
export function maskedDocument(document: string): string {
  const taxId = parseTaxId(document);
  return taxId ? `${taxId.kind.toUpperCase()} ${maskTaxId(taxId)}` : "documento não confere";
}
