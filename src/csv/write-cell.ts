import type { CellKind } from "../core/register/field-table.ts";

const formatHundredths = (cents: number) => {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)},${digits.slice(-2)}`;
};
const formatList = (values: unknown) => (values as string[]).join("|");
const formatDate = (day: string) => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
const writers: Partial<Record<CellKind, (value: never) => string>> = {
  cents: formatHundredths,
  percent: formatHundredths,
  list: formatList,
  phones: formatList,
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
