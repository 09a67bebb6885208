import { formatBrl } from "../core/billing/money/money.ts";
import type { BoletoSlip, SlipParty } from "../core/boleto/slip.ts";
import type { Cell } from "./grid.ts";

/** "10/12/2026", or "" without a date. */
export function printedDate(date: string | undefined): string {
  return date ? date.split("-").reverse().join("/") : "";
}

/** "1.112,61"; "" for no amount. */
export function printedAmount(cents: number | undefined): string {
  return cents ? formatBrl(cents).replace("R$ ", "") : "";
}

/** A person's box: name and document on one line, the address below. */
export function partyCell(label: string, { name, document, address }: SlipParty): Cell {
  const aside = document && `CPF/CNPJ: ${document}`;
  return { label, values: [name, address], aside, style: { size: 8.5 } };
}

/** Where it can be paid. */
export function printedPlace({ localPagamento }: BoletoSlip): string {
  return localPagamento ?? "Pagável em qualquer banco, aplicativo ou casa lotérica";
}
