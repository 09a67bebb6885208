import { formatTaxId, maskTaxId, parseTaxId } from "../../core/billing/people/tax-id.ts";

/** "200.000". */
export const formatNumber = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ".");

/** "(11) 90000-0001", of a normalised phone. */
export const formatPhone = (phone: string) =>
  phone.replace(/^55(\d{2})(\d{4,5})(\d{4})$/, (_, area, first, last) => `(${area}) ${first}-${last}`);

/** "529.982.247-25", a CPF or CNPJ; "***.982.247-**" where masked. */
export function formatDocument(document: string, masked = false): string {
  const taxId = parseTaxId(document);
  // Not valid, and still somebody's.
  if (!taxId) return masked ? "***" : document;
  return masked ? maskTaxId(taxId) : formatTaxId(taxId);
}

/** "agora", "12 min", "3 h 05", "2 dias": how long something takes already. */
export function formatDuration(from: Date, to: Date): string {
  const minutes = Math.max(0, Math.floor((to.getTime() - from.getTime()) / 60_000));
  if (minutes < 1) return "agora";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
  const days = Math.floor(minutes / (24 * 60));
  return days === 1 ? "1 dia" : `${days} dias`;
}

/** "CPF ***.456.789-**": enough to recognise somebody. Nothing of a number that is none. */
export function maskedDocument(document: string): string {
  const taxId = parseTaxId(document);
  return taxId ? `${taxId.kind.toUpperCase()} ${maskTaxId(taxId)}` : "documento não confere";
}
