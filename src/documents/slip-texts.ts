import { formatBrl } from "../core/billing/money/money.ts";
import type { BoletoSlip, SlipParty } from "../core/boleto/slip.ts";
import type { Cell } from "./grid.ts";

/** Formats a date as "10/12/2026"; "" if there is none. */
export function printedDate(date: string | undefined): string {
  return date ? date.split("-").reverse().join("/") : "";
}

/** Formats an amount as "1.112,61"; "" if there is none or it is zero. */
export function printedAmount(cents: number | undefined): string {
  return cents ? formatBrl(cents).replace("R$ ", "") : "";
}

/** Returns the box of a party: name and document in one line, the address below. */
export function partyCell(label: string, { name, document, address }: SlipParty): Cell {
  const aside = document && `CPF/CNPJ: ${document}`;
  return { label, values: [name, address], aside, style: { size: 8.5 } };
}

/** Returns the place of payment, as it is printed. */
export function printedPlace({ localPagamento }: BoletoSlip): string {
  return localPagamento ?? "Pagável em qualquer banco, aplicativo ou casa lotérica";
}
