import { formatTaxId, parseTaxId } from "../core/billing/people/tax-id.ts";
import type { CellKind } from "../core/register/field-table.ts";

const formatHundredths = (cents: number) => {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)},${digits.slice(-2)}`;
};
// With signs between the digits, a spreadsheet takes these for texts: of a number it would drop the zeros at the start,
// and shorten a long one.
const formatDocument = (document: string) => {
  const taxId = parseTaxId(document);
  return taxId ? formatTaxId(taxId) : document;
};
const formatCep = (cep: string) => cep.replace(/^(\d{5})(\d{3})$/, "$1-$2");
const formatPhone = (phone: string) => phone.replace(/^55(\d\d)(9\d{4}|[2-5]\d{3})(\d{4})$/, "($1) $2-$3");
// A blank separates as well, so an id that contains one needs the other separator.
const formatList = (values: unknown) => {
  const [only = "", ...more] = values as string[];
  return more.length === 0 && /\s/.test(only) ? `${only}|` : (values as string[]).join("|");
};
const formatDate = (day: string) => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
const writers: Partial<Record<CellKind, (value: never) => string>> = {
  cents: formatHundredths,
  percent: formatHundredths,
  list: formatList,
  phones: (phones: readonly string[]) => formatList(phones.map(formatPhone)),
  taxId: formatDocument,
  cep: formatCep,
  minutes: (seconds: number) => String(Math.round(seconds / 60)),
  flag: (flag: boolean) => (flag ? "sim" : "não"),
  walletKind: (kind: string) => (kind === "bank" ? "banco" : kind),
  date: formatDate,
  dates: (days: string[]) => days.map(formatDate).join("|"),
  month: (month: string) => `${month.slice(5)}/${month.slice(0, 4)}`,
};

/** Formats a value in the form that `readCell` reads; "" for undefined and null. */
export function writeCell(as: CellKind, value: unknown): string {
  if (value === undefined || value === null) return "";
  return writers[as]?.(value as never) ?? String(value);
}
