import * as z from "zod";
import { type BankCode, bankCodes } from "../billing/bank-code.ts";
import { accountValues, refuseTogether } from "./account-values.ts";
import type { BankAccount } from "./boleto-values.ts";
import { fieldSchema } from "./field-schema.ts";
import { layoutOf } from "./layout-of.ts";
import { type Refusal, refusalOf } from "./refusal.ts";

const schemas = Object.fromEntries(
  bankCodes.map((code) => {
    const fields = (layoutOf(code)?.fields ?? []).filter((field) => field.scope === "account");
    return [code, z.strictObject(Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])))];
  }),
) as Record<BankCode, z.ZodObject>;

/**
 * Validates the bank account that an operator entered. Only the fields of its bank are accepted, none at a
 * bank without layout. Returns all errors at
 * once.
 */
export function parseBankAccount(
  bankCode: BankCode,
  input: unknown,
): { ok: true; account: BankAccount } | { ok: false; errors: Refusal[] } {
  const parsed = schemas[bankCode].safeParse(input);
  if (!parsed.success)
    return {
      ok: false,
      errors: parsed.error.issues.map((issue) => refusalOf(issue, "conta")),
    };
  const layout = layoutOf(bankCode);
  if (!layout) return { ok: true, account: {} };
  const values = accountValues(layout, parsed.data);
  const refusal = refuseTogether(layout, values, "account");
  if (refusal) return { ok: false, errors: [refusal] };
  const given = layout.fields.filter(({ name, scope }) => scope === "account" && values[name] !== "");
  return {
    ok: true,
    account: Object.fromEntries(given.map(({ name }) => [name, values[name]])),
  };
}
