import { parseBrl } from "../core/billing/money/money.ts";
import { normalisePhone } from "../core/identity/phone.ts";
import type { CellKind } from "../core/register/field-table.ts";

/**
 * How each kind of cell is parsed, and the sentence about the expected format. `read` returns undefined if the cell
 * does not have that format.
 */
const kinds: Readonly<Record<CellKind, { expected: string; read(text: string): unknown }>> = {
  text: { expected: "esperado um texto", read: (text: string) => text },
  bank: {
    expected: "esperado o código do banco, como 341",
    // Spreadsheets drop the leading zeros of bank codes such as 001 and 033.
    read: (text: string) => (/^\d{1,3}$/.test(text) ? text.padStart(3, "0") : undefined),
  },
  list: { expected: "esperada uma lista separada por | ou por espaço", read: splitList },
  phones: {
    expected: "esperada uma lista separada por | ou por espaço",
    read: (text: string) => (normalisePhone(text) === undefined ? splitList(text) : [text]),
  },
  cents: {
    expected: "esperado um valor como 1.234,56 ou 1234.56",
    read(text: string) {
      const amount = parseBrl(text);
      return amount.kind === "cents" ? amount.cents : undefined;
    },
  },
  percent: {
    expected: "esperada uma porcentagem como 2 ou 0,33",
    read(text: string) {
      const [, whole, decimals = ""] = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text) ?? [];
      return whole === undefined ? undefined : Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
    },
  },
  number: {
    expected: "esperado um número inteiro",
    read: (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined),
  },
  minutes: {
    expected: "esperado um número inteiro de minutos",
    read: (text: string) => (/^\d{1,6}$/.test(text) ? Number(text) * 60 : undefined),
  },
  flag: {
    expected: "esperado sim ou não",
    read: (text: string) => ({ sim: true, s: true, nao: false, não: false, n: false })[text.toLowerCase()],
  },
  walletKind: {
    expected: "esperado fatura ou banco",
    read: (text: string) => ({ fatura: "fatura", banco: "bank" })[text.toLowerCase()],
  },
  month: {
    expected: "esperado um mês como 12/2026 ou 2026-12",
    read(text: string) {
      const [, month, year] = /^(\d{2})\/(\d{4})$/.exec(text) ?? [];
      return month ? `${year}-${month}` : /^\d{4}-\d{2}$/.test(text) ? text : undefined;
    },
  },
  date: {
    expected: "esperada uma data como 31/12/2026 ou 2026-12-31",
    read: readDate,
  },
  dates: {
    expected: "esperadas datas como 31/12/2026, separadas por | ou por espaço",
    read(text: string) {
      const days = splitList(text).map(readDate);
      return days.some((day) => day === undefined) ? undefined : days;
    },
  },
};

/** Returns the value of a cell, or the sentence about the expected format. */
export function readCell(as: CellKind, text: string): { value: unknown } | { expected: string } {
  const value = kinds[as].read(text);
  return value === undefined ? { expected: kinds[as].expected } : { value };
}

function readDate(text: string): string | undefined {
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? [];
  return day ? `${year}-${month}-${day}` : /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
}

function splitList(text: string): string[] {
  const parts = text.includes("|") ? text.split("|") : text.split(/\s+/);
  return parts.map((one) => one.trim()).filter((one) => one !== "");
}
