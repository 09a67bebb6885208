import { z } from "zod";
import { legalCaps } from "../billing/money/legal-caps.ts";
import type { FieldTable } from "./field-table.ts";
import { fields } from "./fields.ts";
import { kept } from "./kept.ts";

const { plain, date, month, externalId, text, cents, noCents, basisPoints, phone } = fields;
const stays = "Sem este campo fica como está; null o apaga";

/** The fields of a contract. The last eight are its billing plan. */
export const contractFields = {
  subscriberId: {
    schema: externalId.meta({ description: "O assinante, no seu sistema" }),
    kept: kept.reference("subscriber"),
    csv: { assinante: "text" },
    refersTo: "subscribers",
  },
  address: {
    schema: text(300).meta({ description: "Endereço da instalação, como o assinante o conhece" }),
    csv: { endereco: "text" },
    panel: { on: "page", label: "Endereço" },
  },
  walletId: {
    schema: externalId
      .nullish()
      .meta({ description: "A carteira de cobrança. Sem este campo o vínculo fica como está; null o desfaz" }),
    kept: kept.reference("wallet"),
    csv: { carteira: "text" },
    refersTo: "wallets",
  },
  plan: {
    schema: plain.max(200, "esperado um texto de até 200 letras").default("").meta({ description: "Plano" }),
    csv: { plano: "text" },
    panel: { on: "page", label: "Plano" },
  },
  branch: {
    schema: text(100).optional().meta({ description: "Filial" }),
    csv: { filial: "text" },
    panel: { on: "page", label: "Filial" },
  },
  active: { schema: z.boolean().default(true).meta({ description: "Contrato ativo" }), csv: { ativo: "flag" } },
  authorisedPhones: {
    schema: z.array(phone).max(10, "esperados até 10 telefones").optional().meta({
      description: "Outros telefones que podem ver só este contrato. Sem este campo ficam como estão; [] tira todos",
    }),
    kept: kept.phones,
    csv: { telefones_autorizados: "phones" },
  },
  multaBasisPoints: {
    schema: basisPoints(legalCaps.multaBasisPoints, "multa")
      .optional()
      .meta({ description: "Multa em centésimos de por cento: 200 é 2%. Sem este campo vale a do provedor" }),
    csv: { multa: "percent" },
  },
  jurosBasisPointsMonth: {
    schema: basisPoints(legalCaps.jurosBasisPointsMonth, "juros ao mês")
      .optional()
      .meta({ description: "Juros ao mês em centésimos de por cento: 100 é 1%" }),
    csv: { juros: "percent" },
  },
  startsOn: {
    schema: date.nullish().meta({
      description: `Primeiro dia do serviço: o primeiro mês sai proporcional aos dias. ${stays}`,
      format: "date",
    }),
    kept: kept.day,
    initial: null,
    csv: { inicio: "date" },
    clears: true,
    panel: { on: "plan", label: "Primeiro dia do serviço" },
  },
  endsOn: {
    schema: date.nullish().meta({
      description: `Último dia do serviço: o último mês sai proporcional aos dias. ${stays}`,
      format: "date",
    }),
    kept: kept.day,
    initial: null,
    csv: { fim: "date" },
    clears: true,
    panel: { on: "plan", label: "Último dia do serviço" },
  },
  billsHere: {
    schema: z.boolean().nullish().meta({
      description: "Gerar faturas aqui; pede preço, dia de vencimento e primeiro mês. Sem este campo fica como está",
    }),
    initial: false,
    csv: { gerar_faturas: "flag" },
    clears: true,
    panel: { on: "plan", label: "Gerar faturas aqui" },
  },
  billsFrom: {
    schema: month.nullish().meta({ description: `Primeiro mês de uso faturado aqui: 2026-12. ${stays}` }),
    kept: kept.month,
    initial: null,
    csv: { faturar_desde: "month" },
    clears: true,
    panel: { on: "plan", label: "Primeiro mês de uso faturado aqui" },
  },
  planPriceCents: {
    schema: cents
      .max(2_000_000_000, "esperado no máximo R$ 20.000.000,00")
      .nullish()
      .meta({ description: `Preço do plano por mês, em centavos. ${stays}` }),
    initial: null,
    csv: { preco: "cents" },
    clears: true,
    panel: { on: "plan", label: "Preço do plano por mês" },
  },
  planDiscountCents: {
    schema: noCents
      .nullish()
      .meta({ description: `Desconto por pontualidade de um mês inteiro, em centavos. ${stays}` }),
    initial: 0,
    csv: { desconto: "cents" },
    clears: true,
    panel: { on: "plan", label: "Desconto por pontualidade" },
  },
  dueDay: {
    schema: z
      .int("esperado um dia de 1 a 31")
      .min(1, "esperado um dia de 1 a 31")
      .max(31, "esperado um dia de 1 a 31")
      .nullish()
      .meta({ description: `Dia de vencimento, no mês seguinte ao do uso; 29 a 31 viram o fim do mês. ${stays}` }),
    initial: null,
    csv: { dia_vencimento: "number" },
    clears: true,
    panel: { on: "plan", label: "Dia de vencimento" },
  },
  daysBefore: {
    schema: z
      .int("esperado um número de dias de 0 a 28")
      .min(0, "esperado um número de dias de 0 a 28")
      .max(28, "esperado um número de dias de 0 a 28")
      .nullish()
      .meta({
        description: "Quantos dias antes de vencer a fatura é gerada. Sem este campo fica como está; null é 10",
      }),
    initial: 10,
    csv: { dias_antes: "number" },
    clears: true,
    panel: { on: "plan", label: "Gerar quantos dias antes" },
  },
} satisfies FieldTable;
