import { z } from "zod";
import { bankApis } from "../billing/bank-apis.ts";
import { bankCodes } from "../billing/bank-code.ts";
import { registrationWindow } from "../billing/offers/registration-window.ts";
import { cnabSettingNames } from "../cnab240/parse-cnab-settings.ts";
import { snakeCase } from "../snake-case.ts";
import type { FieldTable, Row } from "./field-table.ts";
import { fields } from "./fields.ts";
import { kept } from "./kept.ts";

const { plain, text, cents, document } = fields;
const registersBy = ["sandbox", "api", "cnab240"] as const;
const sandboxOutcomes = ["registered", "early", "slow", "cannot_tell", "refused", "lost_answer"] as const;
const asGiven = <T>(given: T) => given;

/** The fields of a bank wallet. */
export const bankWalletFields = {
  bankCode: {
    schema: z.enum(bankCodes, `esperado um destes: ${bankCodes.join(", ")}`).meta({ description: "Código do banco" }),
    csv: { banco: "bank" },
  },
  account: {
    schema: z
      .record(z.string(), z.string())
      .meta({ description: "O que o banco pede: agencia, conta, carteira, beneficiario, posto, modalidade …" }),
    kept: kept.workedOut,
    csvKeys: {
      agencia: "agencia",
      agencia_digito: "agenciaDv",
      conta: "conta",
      conta_digito: "contaDv",
      beneficiario: "beneficiario",
      posto: "posto",
      carteira: "carteira",
      modalidade: "modalidade",
      ios: "ios",
    },
  },
  beneficiaryName: {
    schema: text(200).meta({ description: "Beneficiário" }),
    csv: { beneficiario_nome: "text" },
  },
  beneficiaryDocument: {
    schema: document.meta({ description: "CPF ou CNPJ do beneficiário" }),
    csv: { beneficiario_documento: "taxId" },
  },
  beneficiaryAddress: {
    schema: plain
      .max(300, "esperado um texto de até 300 letras")
      .default("")
      .meta({ description: "Endereço do beneficiário" }),
    csv: { beneficiario_endereco: "text" },
  },
  registersBy: {
    schema: z
      .enum(registersBy, `esperado um destes: ${registersBy.join(", ")}`)
      .optional()
      .meta({
        description: `Como registra: sandbox (banco de teste), api (${bankApis.named}) ou cnab240 (arquivo). Sem este campo fica como está; uma carteira nova fica sandbox`,
      }),
    initial: "sandbox",
    csv: { registra_por: "text", registro: "text" },
  },
  bankNumbers: {
    schema: z
      .boolean()
      .default(false)
      .meta({ description: `O banco dá o nosso número, pela API: ${bankApis.numbering}` }),
    csv: { banco_numera: "flag" },
  },
  nossoNumeroFrom: {
    schema: z
      .int()
      .min(0)
      .optional()
      .meta({ description: "Começo da faixa de nosso número, só do Faturabot. Com bankNumbers não há faixa" }),
    kept: kept.workedOut,
    csv: { nosso_numero_de: "number" },
  },
  nossoNumeroTo: {
    schema: z.int().min(0).optional().meta({ description: "Fim da faixa de nosso número" }),
    kept: kept.workedOut,
    csv: { nosso_numero_ate: "number" },
  },
  windowSeconds: {
    schema: z
      .int()
      .min(1)
      .max(604_800)
      .default(registrationWindow.seconds)
      .meta({ description: "Prazo de registro, em segundos" }),
    csv: { prazo_minutos: "minutes" },
  },
  cutOff: {
    schema: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "esperada uma hora, como 20:00")
      .default("20:00")
      .meta({ description: "Hora limite do banco no dia, em Brasília" }),
    csv: { hora_limite: "time" },
  },
  daysAfterDue: {
    schema: z
      .int()
      .min(0)
      .max(3650)
      .default(59)
      .meta({ description: "Dias em que o banco aceita depois do vencimento" }),
    csv: { dias_apos_vencimento: "number" },
  },
  minCents: {
    schema: cents.max(2_000_000_000).optional().meta({ description: "Menor valor, em centavos" }),
    csv: { valor_minimo: "cents" },
  },
  maxCents: {
    schema: cents.optional().meta({ description: "Maior valor, em centavos" }),
    csv: { valor_maximo: "cents" },
  },
  active: { schema: z.boolean().default(true).meta({ description: "Oferecida ou não" }), csv: { ativa: "flag" } },
  sandboxOutcome: {
    schema: z.enum(sandboxOutcomes).default("registered").meta({ description: "O que o banco de teste responde" }),
    kept: kept.workedOut,
  },
  cnab: {
    schema: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: "Com cnab240, o que o arquivo do banco pede além da conta: veja docs/bancos-cnab.md" }),
    kept: {
      isColumn: true,
      toColumn: asGiven<Record<string, string>>,
      shown: (row: Row) => (row.registersBy === "cnab240" ? row.cnab : undefined),
    },
    initial: {},
    csvKeys: Object.fromEntries(cnabSettingNames.map((name) => [`arquivo_${snakeCase(name)}`, name])),
  },
  nossoNumeroNext: {
    // z.int() would add limits to the OpenAPI document, but this integer has none.
    schema: z.number().meta({ type: "integer", description: "O próximo nosso número" }),
    readOnly: true,
  },
} satisfies FieldTable;
