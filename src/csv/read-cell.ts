import { parseBrl } from "../core/billing/money/money.ts";
import { normalisePhone } from "../core/identity/phone.ts";
import { plainSigns } from "../core/plain-signs.ts";
import type { CellKind } from "../core/register/field-table.ts";
import { monthNamed } from "./likeness.ts";

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
  // Whether the digits agree is checked by the schema, which puts back the zeros at the start.
  taxId: { expected: "esperado um CPF ou CNPJ", read: (text: string) => text.replace(/^(\d+)[.,]0$/, "$1") },
  cep: {
    expected: "esperado um CEP, com 8 números",
    // In São Paulo a CEP begins with a zero, which spreadsheets drop.
    read: (text: string) => text.replace(/^(\d+)[.,]0$/, "$1").replace(/^\d{7}$/, "0$&"),
  },
  time: {
    expected: "esperada uma hora, como 20:00",
    read: (text: string) => /^(\d{1,2}:\d\d)(:00)?$/.exec(text)?.[1]?.padStart(5, "0") ?? text,
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
      // Spreadsheets make a date of a month: nov/26, nov-2026, 01/11/2026, 2026-11-01.
      const [, name = "", after = ""] = /^(\p{L}{3,9})\.?[/ -](\d{2}|\d{4})$/u.exec(text) ?? [];
      const named = monthNamed(name);
      if (named !== undefined) return `${after.padStart(4, "20")}-${String(named).padStart(2, "0")}`;
      const [, month, year] = /^(?:0?1\/)?(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
      if (month) return `${year}-${month.padStart(2, "0")}`;
      return /^(\d{4}-\d{2})(?:-01)?$/.exec(text)?.[1];
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
  const value = kinds[as].read(as === "text" || as === "list" ? text : withoutMarks(plainSigns(text)));
  return value === undefined ? { expected: kinds[as].expected } : { value };
}

function readDate(text: string): string | undefined {
  // Spreadsheets drop zeros, and add midnight.
  const bare = text.replace(/[ T]0{1,2}:00(:00(\.0+)?)?Z?$/, "");
  const [, day, month = "", year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(bare) ?? [];
  if (day) return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return /^\d{4}-\d{2}-\d{2}$/.test(bare) ? bare : undefined;
}

/** In a code page that has no invisible signs and no odd hyphens, they become question marks. */
const withoutMarks = (text: string) => text.replace(/^[?\s]+|[?\s]+$/g, "").replaceAll("?", "-");

function splitList(text: string): string[] {
  const parts = text.includes("|") ? text.split("|") : text.split(/\s+/);
  return parts.map((one) => one.trim()).filter((one) => one !== "");
}
