import type { BankLayout } from "./bank-layout.ts";
import { type AccountValues, type FieldName, fieldNames } from "./boleto-values.ts";
import type { Refusal } from "./refusal.ts";

/** What came through the bank's schema. */
export type GivenFields = Readonly<Partial<Record<string, unknown>>>;

const blank = Object.fromEntries(fieldNames.map((name) => [name, ""])) as Record<FieldName, string>;

/** Every field there is, from those given: padded, defaults filled in, "" for what was not given. */
export function accountValues(layout: BankLayout, given: GivenFields): AccountValues {
  const values = { ...blank };
  for (const { name, default: preset = "", pads, digits } of layout.fields) {
    const value = String(given[name] ?? "") || preset;
    values[name] = pads && value !== "" ? value.padStart(digits[0] ?? 0, "0") : value;
  }
  return values;
}

/** What is wrong with fields that are each in order: those of other carteiras, and what the bank demands of them together. */
export function refuseTogether(layout: BankLayout, values: AccountValues, of: "account" | "all"): Refusal | undefined {
  for (const { name, label, onlyCarteiras, of: owner } of layout.fields) {
    if (!onlyCarteiras || (of === "account" && owner !== "account")) continue;
    const asked = onlyCarteiras.includes(values.carteira);
    if (asked && !values[name]) return { field: name, message: `Falta preencher: ${label}.` };
    if (!asked && values[name])
      return {
        field: name,
        message: `${label}: não existe na carteira ${values.carteira}.`,
      };
  }
  return layout.refuseAccount?.(values);
}
