import * as z from "zod";
import { banks } from "../banks.ts";
import { type LayoutBankCode, layoutBankCodes } from "../billing/bank-code.ts";
import { fieldSchema } from "./field-schema.ts";

/** The greatest amount, in cents, that fits into the ten digits of the bar code. */
const maxCents = 9_999_999_999;

const nossoNumero = z
  .string({
    error: missingOr("Nosso número", "são só números, escritos entre aspas"),
  })
  .regex(/^\d+$/, { error: missingOr("Nosso número", "são só números") });

const vencimento = z.string({
  error: missingOr("Vencimento", "uma data escrita como 2026-12-31"),
});

const amount = (limit: number) => {
  const error = missingOr("Valor", `em centavos, um número inteiro de 0 a ${limit}`);
  return z.int({ error }).min(0, { error }).max(limit, { error });
};

/** The schemas of `BoletoInput` by bank. Each accepts the fields of its bank and no others. */
export const boletoSchemas = Object.fromEntries(layoutBankCodes.map((code) => [code, schemaOf(code)])) as Record<
  LayoutBankCode,
  ReturnType<typeof schemaOf>
>;

function schemaOf(code: LayoutBankCode) {
  const { fields, maxCents: limit = maxCents } = banks[code].layout;
  const named = Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)]));
  return z.strictObject({ banco: z.literal(code), ...named, nossoNumero, valorCentavos: amount(limit), vencimento });
}

function missingOr(label: string, rule: string) {
  return ({ input }: { input?: unknown }) =>
    input === undefined || input === "" ? `Falta preencher: ${label}.` : `${label}: ${rule}.`;
}
