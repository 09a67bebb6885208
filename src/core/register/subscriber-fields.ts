import { z } from "zod";
import type { FieldTable } from "./field-table.ts";
import { fields } from "./fields.ts";
import { kept } from "./kept.ts";

const { document, phone, text } = fields;

/** The fields of a subscriber. */
export const subscriberFields = {
  name: { schema: text(200).meta({ description: "Nome do assinante" }), csv: { nome: "text" } },
  document: {
    schema: document.meta({ description: "CPF ou CNPJ, com ou sem pontos" }),
    csv: { documento: "taxId" },
  },
  phones: {
    schema: z
      .array(phone)
      .max(10)
      .default([])
      .meta({ description: "Telefones com DDD: quem escreve de um deles é reconhecido" }),
    kept: kept.phones,
    csv: { telefones: "phones" },
  },
  email: {
    schema: z.email("esperado um e-mail").optional().meta({ description: "E-mail" }),
    csv: { email: "text" },
  },
  address: {
    schema: text(300).optional().meta({ description: "Rua e número, impressos no boleto" }),
    csv: { endereco: "text" },
  },
  district: {
    schema: text(60)
      .optional()
      .meta({ description: "Bairro. Os bancos pedem bairro, cidade, estado e CEP para registrar" }),
    csv: { bairro: "text" },
  },
  city: { schema: text(60).optional().meta({ description: "Cidade" }), csv: { cidade: "text" } },
  state: {
    schema: z
      .string()
      .regex(/^[A-Z]{2}$/, "esperada a sigla do estado, como RJ")
      .optional()
      .meta({ description: "Estado, em duas letras" }),
    csv: { uf: "text" },
  },
  postalCode: {
    schema: z
      .string()
      .transform((given) => given.replace(/\D/g, ""))
      .refine((digits) => digits.length === 8, "esperado um CEP, com 8 números")
      .optional()
      .meta({ description: "CEP, com ou sem hífen" }),
    csv: { cep: "cep" },
  },
} satisfies FieldTable;
