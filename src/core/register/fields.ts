import { z } from "zod";
import { isIsoDate } from "../billing/calendar/iso-date.ts";
import { isMonth } from "../billing/calendar/month.ts";
import { parseTaxId } from "../billing/people/tax-id.ts";
import { normalisePhone } from "../identity/phone.ts";
import { isPlainLine } from "../refused-characters.ts";

const plain = z
  .string()
  .refine(isPlainLine, "esperado um texto numa só linha, sem caracteres de controle nem marcas invisíveis");
const date = z
  .string()
  .refine(isIsoDate, "esperada uma data que existe, como 2026-12-31")
  // Refuses years that must be typing errors, among them the year 0, which PostgreSQL does not accept.
  .refine((day) => /^(19[89]|20)/.test(day), "esperado um ano de 1980 a 2099")
  .meta({ format: "date" });

/** Schemas that the fields of several resources use. Their error messages say in Portuguese what is expected. */
export const fields = {
  plain,
  date,
  month: z
    .string()
    .refine(isMonth, "esperado um mês como 2026-12")
    .refine((month) => month.startsWith("20"), "esperado um ano de 2000 a 2099"),
  /** The id in the provider's own system. */
  externalId: plain
    .trim()
    .min(1, "esperado o identificador do seu sistema")
    .max(100, "esperado um identificador de até 100 letras")
    .meta({ description: "Identificador no seu sistema" }),
  /** The greatest number of items on a page of a list. */
  pageLimit: z.coerce
    .number("esperado um número")
    .int("esperado um número inteiro")
    .min(1, "esperado de 1 a 500")
    .max(500, "esperado de 1 a 500")
    .default(100),
  text: (max: number) => plain.trim().min(1, "esperado um texto").max(max, `esperado um texto de até ${max} letras`),
  cents: z
    .int("esperado um valor inteiro em centavos")
    .positive("esperado um valor maior que zero")
    .max(9_999_999_999, "esperado no máximo R$ 99.999.999,99"),
  noCents: z
    .int("esperado um valor inteiro em centavos")
    .min(0, "esperado zero ou mais")
    .max(2_000_000_000, "esperado no máximo R$ 20.000.000,00"),
  basisPoints: (cap: number, label: string) =>
    z
      .int("esperado um número inteiro")
      .min(0, "esperado zero ou mais")
      .max(cap, `${label} no máximo ${cap} (em centésimos de por cento)`),
  document: z
    .string()
    .refine((given) => parseTaxId(given) !== undefined, "esperado um CPF ou CNPJ com dígitos verificadores certos")
    .transform((given) => parseTaxId(given)?.value ?? given),
  phone: z
    .string()
    .refine((given) => normalisePhone(given) !== undefined, "esperado um telefone brasileiro com DDD")
    .transform((given) => normalisePhone(given) ?? given),
};
