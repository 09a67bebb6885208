import type { BankLayout } from "./bank-layout.ts";
import { type AccountValues, type FieldName, fieldNames } from "./boleto-values.ts";
import type { Refusal } from "./refusal.ts";

/** Fields that the schema of the bank has accepted. */
export type GivenFields = Readonly<Partial<Record<string, unknown>>>;

const blank = Object.fromEntries(fieldNames.map((name) => [name, ""])) as Record<FieldName, string>;

/**
 * Returns all fields of the account: the given values at full width, defaults for the others, "" for fields that the
 * bank does not have.
 */
export function accountValues(layout: BankLayout, given: GivenFields): AccountValues {
  const values = { ...blank };
  for (const { name, default: preset = "", pads, digits } of layout.fields) {
    const value = String(given[name] ?? "") || preset;
    values[name] = pads && value !== "" ? value.padStart(digits[0] ?? 0, "0") : value;
  }
  return values;
}

/**
 * Checks valid fields against each other: fields that only some carteiras have, and further rules of the bank. With
 * "account", fields that belong to a single boleto are not checked.
 */
export function refuseTogether(
  layout: BankLayout,
  values: AccountValues,
  checks: "account" | "all",
): Refusal | undefined {
  for (const { name, label, onlyCarteiras, scope } of layout.fields) {
    if (!onlyCarteiras || (checks === "account" && scope !== "account")) continue;
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
