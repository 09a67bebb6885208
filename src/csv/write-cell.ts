import type { CellKind } from "../core/register/field-table.ts";

const reais = (cents: number) => {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)},${digits.slice(-2)}`;
};
const list = (values: unknown) => (values as string[]).join("|");
const writers: Partial<Record<CellKind, (value: never) => string>> = {
  cents: reais,
  percent: reais,
  list,
  phones: list,
  minutes: (seconds: number) => String(Math.round(seconds / 60)),
  flag: (flag: boolean) => (flag ? "sim" : "não"),
  walletKind: (kind: string) => (kind === "bank" ? "banco" : kind),
  date: (day: string) => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`,
  month: (month: string) => `${month.slice(5)}/${month.slice(0, 4)}`,
};

/** A value as `readCell` reads it; nothing for one that is not there. */
export function writeCell(as: CellKind, value: unknown): string {
  if (value === undefined || value === null) return "";
  return writers[as]?.(value as never) ?? String(value);
}
