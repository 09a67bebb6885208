import { z } from "zod";
import { bankApis } from "../billing/bank-apis.ts";
import { type BankCode, bankCodes } from "../billing/bank-code.ts";
import { invoiceStatuses } from "../billing/invoices/invoice.ts";
import { legalCaps } from "../billing/money/legal-caps.ts";
import { type BankAccount, parseBankAccount } from "../boleto/parse-bank-account.ts";
import { sequenceRange } from "../boleto/sequence-range.ts";
import { parseCnabSettings } from "../cnab240/parse-cnab-settings.ts";
import { fields } from "./fields.ts";

const { plain, date, month, externalId, text, cents, noCents, basisPoints, document, phone } = fields;

const subscriber = z.strictObject({
  name: text(200).meta({ description: "Nome do assinante" }),
  document: document.meta({ description: "CPF ou CNPJ, com ou sem pontos" }),
  phones: z
    .array(phone)
    .max(10)
    .default([])
    .meta({ description: "Telefones com DDD: quem escreve de um deles é reconhecido" }),
  email: z.email("esperado um e-mail").optional().meta({ description: "E-mail" }),
  address: text(300).optional().meta({ description: "Rua e número, impressos no boleto" }),
  district: text(60)
    .optional()
    .meta({ description: "Bairro. Os bancos pedem bairro, cidade, estado e CEP para registrar" }),
  city: text(60).optional().meta({ description: "Cidade" }),
  state: z
    .string()
    .regex(/^[A-Z]{2}$/, "esperada a sigla do estado, como RJ")
    .optional()
    .meta({ description: "Estado, em duas letras" }),
  postalCode: z
    .string()
    .transform((given) => given.replace(/\D/g, ""))
    .refine((digits) => digits.length === 8, "esperado um CEP, com 8 números")
    .optional()
    .meta({ description: "CEP, com ou sem hífen" }),
});
const stays = "Sem este campo fica como está; null o apaga";
const contract = z.strictObject({
  subscriberId: externalId.meta({ description: "O assinante, no seu sistema" }),
  walletId: externalId
    .nullish()
    .meta({ description: "A carteira de cobrança. Sem este campo o vínculo fica como está; null o desfaz" }),
  address: text(300).meta({ description: "Endereço da instalação, como o assinante o conhece" }),
  plan: plain.max(200, "esperado um texto de até 200 letras").default("").meta({ description: "Plano" }),
  branch: text(100).optional().meta({ description: "Filial" }),
  active: z.boolean().default(true).meta({ description: "Contrato ativo" }),
  authorisedPhones: z.array(phone).max(10, "esperados até 10 telefones").optional().meta({
    description: "Outros telefones que podem ver só este contrato. Sem este campo ficam como estão; [] tira todos",
  }),
  multaBasisPoints: basisPoints(legalCaps.multaBasisPoints, "multa")
    .optional()
    .meta({ description: "Multa em centésimos de por cento: 200 é 2%. Sem este campo vale a do provedor" }),
  jurosBasisPointsMonth: basisPoints(legalCaps.jurosBasisPointsMonth, "juros ao mês")
    .optional()
    .meta({ description: "Juros ao mês em centésimos de por cento: 100 é 1%" }),
  startsOn: date.nullish().meta({
    description: `Primeiro dia do serviço: o primeiro mês sai proporcional aos dias. ${stays}`,
    format: "date",
  }),
  endsOn: date.nullish().meta({
    description: `Último dia do serviço: o último mês sai proporcional aos dias. ${stays}`,
    format: "date",
  }),
  billsHere: z.boolean().nullish().meta({
    description: "Gerar faturas aqui; pede preço, dia de vencimento e primeiro mês. Sem este campo fica como está",
  }),
  billsFrom: month.nullish().meta({ description: `Primeiro mês de uso faturado aqui: 2026-12. ${stays}` }),
  planPriceCents: cents
    .max(2_000_000_000, "esperado no máximo R$ 20.000.000,00")
    .nullish()
    .meta({ description: `Preço do plano por mês, em centavos. ${stays}` }),
  planDiscountCents: noCents
    .nullish()
    .meta({ description: `Desconto por pontualidade de um mês inteiro, em centavos. ${stays}` }),
  dueDay: z
    .int("esperado um dia de 1 a 31")
    .min(1, "esperado um dia de 1 a 31")
    .max(31, "esperado um dia de 1 a 31")
    .nullish()
    .meta({ description: `Dia de vencimento, no mês seguinte ao do uso; 29 a 31 viram o fim do mês. ${stays}` }),
  daysBefore: z
    .int("esperado um número de dias de 0 a 28")
    .min(0, "esperado um número de dias de 0 a 28")
    .max(28, "esperado um número de dias de 0 a 28")
    .nullish()
    .meta({ description: "Quantos dias antes de vencer a fatura é gerada. Sem este campo fica como está; null é 10" }),
});
const wallet = z
  .strictObject({
    kind: z
      .enum(["fatura", "bank"], "esperado fatura ou bank")
      .meta({ description: "Tipo de recebimento: fatura (o assinante escolhe o banco) ou bank (um banco só)" }),
    description: text(200).meta({ description: "Descrição" }),
    bankWalletIds: z
      .array(externalId)
      .min(1, "esperado ao menos um banco")
      .max(8)
      .meta({ description: "Carteiras de banco, na ordem em que são oferecidas" }),
    defaultBankWalletId: externalId
      .optional()
      .meta({ description: "Banco padrão, para onde vai a fatura quando a escolha trava" }),
    lockDays: z
      .int()
      .min(0)
      .max(60)
      .default(0)
      .meta({ description: "Limite de dias antes de vencer para troca de carteira; 0 nunca trava" }),
    branch: text(100).optional().meta({ description: "Validar filial na venda: só para contratos desta filial" }),
    active: z.boolean().default(true).meta({ description: "Carteira ativa" }),
  })
  .superRefine((value, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (value.kind === "bank" && value.bankWalletIds.length !== 1)
      refuse("bankWalletIds", "esperado um só banco numa carteira do tipo bank");
    if (new Set(value.bankWalletIds).size !== value.bankWalletIds.length)
      refuse("bankWalletIds", "o mesmo banco veio duas vezes");
    const { defaultBankWalletId: byDefault } = value;
    if (byDefault !== undefined && !value.bankWalletIds.includes(byDefault))
      refuse("defaultBankWalletId", "esperado um dos bancos da carteira");
    if (value.lockDays > 0 && value.kind === "fatura" && byDefault === undefined)
      refuse("defaultBankWalletId", "esperado o banco padrão, porque a troca trava antes do vencimento");
  });
const registersBy = ["sandbox", "api", "cnab240"] as const;
const sandboxOutcomes = ["registered", "early", "slow", "cannot_tell", "refused", "lost_answer"] as const;
const bankWallet = z
  .strictObject({
    bankCode: z.enum(bankCodes, `esperado um destes: ${bankCodes.join(", ")}`).meta({ description: "Código do banco" }),
    account: z
      .record(z.string(), z.string())
      .meta({ description: "O que o banco pede: agencia, conta, carteira, beneficiario, posto, modalidade …" }),
    beneficiaryName: text(200).meta({ description: "Beneficiário" }),
    beneficiaryDocument: document.meta({ description: "CPF ou CNPJ do beneficiário" }),
    beneficiaryAddress: plain
      .max(300, "esperado um texto de até 300 letras")
      .default("")
      .meta({ description: "Endereço do beneficiário" }),
    registersBy: z
      .enum(registersBy, `esperado um destes: ${registersBy.join(", ")}`)
      .optional()
      .meta({
        description:
          "Como registra: sandbox (banco de teste), api (Inter, Sicoob e Banco do Brasil) ou cnab240 (arquivo). Sem este campo fica como está; uma carteira nova fica sandbox",
      }),
    cnab: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: "Com cnab240, o que o arquivo do banco pede além da conta: veja docs/bancos-cnab.md" }),
    bankNumbers: z
      .boolean()
      .default(false)
      .meta({ description: "O banco dá o nosso número: Inter pela API, Banco do Brasil com convênio tipo 3" }),
    sandboxOutcome: z
      .enum(sandboxOutcomes)
      .default("registered")
      .meta({ description: "O que o banco de teste responde" }),
    windowSeconds: z.int().min(1).max(604_800).default(1800).meta({ description: "Prazo de registro, em segundos" }),
    cutOff: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "esperada uma hora, como 20:00")
      .default("20:00")
      .meta({ description: "Hora limite do banco no dia" }),
    daysAfterDue: z
      .int()
      .min(0)
      .max(3650)
      .default(59)
      .meta({ description: "Dias em que o banco aceita depois do vencimento" }),
    minCents: cents.max(2_000_000_000).optional().meta({ description: "Menor valor, em centavos" }),
    maxCents: cents.optional().meta({ description: "Maior valor, em centavos" }),
    active: z.boolean().default(true).meta({ description: "Oferecida ou não" }),
    nossoNumeroFrom: z
      .int()
      .min(0)
      .optional()
      .meta({ description: "Começo da faixa de nosso número, só do Faturabot. Com bankNumbers não há faixa" }),
    nossoNumeroTo: z.int().min(0).optional().meta({ description: "Fim da faixa de nosso número" }),
  })
  .superRefine((value, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
    const parsed = parseBankAccount(value.bankCode, value.account);
    if (!parsed.ok) {
      for (const { field, message } of parsed.errors) refuse(["account", field], message);
      return;
    }
    if (value.minCents !== undefined && value.maxCents !== undefined && value.minCents > value.maxCents)
      refuse(["maxCents"], "o maior valor é menor que o menor valor");
    const settings =
      value.registersBy === "cnab240" || value.cnab
        ? parseCnabSettings(value.bankCode, parsed.account, value.cnab ?? {})
        : undefined;
    if (settings?.ok === false) for (const { field, message } of settings.errors) refuse(field.split("."), message);
    refuseNumbering({ ...value, account: parsed.account }, refuse);
  });

/** Who gives the nosso número, and out of which range. */
function refuseNumbering(
  value: {
    bankCode: BankCode;
    account: BankAccount;
    registersBy?: string | undefined;
    bankNumbers: boolean;
    nossoNumeroFrom?: number | undefined;
    nossoNumeroTo?: number | undefined;
  },
  refuse: (path: string[], message: string) => void,
): void {
  const { bankCode, account, registersBy, bankNumbers, nossoNumeroFrom: from, nossoNumeroTo: to } = value;
  const numberedBy = bankApis.numberedBy(bankCode);
  if (registersBy === "api" && !bankApis.has(bankCode))
    refuse(["registersBy"], "por API só Banco do Brasil (001), Inter (077) e Sicoob (756)");
  if (registersBy === "api" && bankCode === "001" && account.beneficiario?.length !== 7)
    refuse(["account", "beneficiario"], "a API do Banco do Brasil pede um convênio de 7 números");
  if (registersBy === "api" && numberedBy === "bank" && !bankNumbers)
    refuse(["bankNumbers"], "pela API quem dá o nosso número é o Inter: use true");
  if (bankNumbers && (registersBy !== "api" || (numberedBy !== "bank" && numberedBy !== "either")))
    refuse(["bankNumbers"], "só vale pela API do Inter e do Banco do Brasil com convênio tipo 3");
  if (bankNumbers) return;
  if (from === undefined) refuse(["nossoNumeroFrom"], "falta preencher");
  if (to === undefined) refuse(["nossoNumeroTo"], "falta preencher");
  if (from === undefined || to === undefined) return;
  const { min, max } = sequenceRange(bankCode, account);
  if (from < min || to > max) refuse(["nossoNumeroFrom"], `a faixa deste banco vai de ${min} a ${max}`);
  if (from > to) refuse(["nossoNumeroTo"], "o fim da faixa vem antes do começo");
}

const invoice = z
  .strictObject({
    contractId: externalId.meta({ description: "O contrato, no seu sistema" }),
    amountCents: cents.meta({ description: "Valor em centavos" }),
    dueDate: date.meta({ description: "Vencimento", format: "date" }),
    description: text(120).meta({ description: "O que é, como o assinante lê: uso de novembro" }),
    status: z
      .enum(invoiceStatuses, `esperado um destes: ${invoiceStatuses.join(", ")}`)
      .optional()
      .meta({ description: "Sem este campo fica como está; uma fatura nova fica open" }),
    discountCents: noCents.default(0).meta({ description: "Desconto por pontualidade, em centavos" }),
    discountUntil: date
      .optional()
      .meta({ description: "Último dia do desconto; sem ele, o vencimento", format: "date" }),
    abatementCents: noCents.default(0).meta({ description: "Abatimento, em centavos" }),
  })
  .refine(({ amountCents, discountCents, abatementCents }) => discountCents + abatementCents < amountCents, {
    path: ["discountCents"],
    message: "desconto e abatimento juntos precisam ser menores que o valor",
  })
  .refine(({ dueDate, discountUntil }) => discountUntil === undefined || discountUntil <= dueDate, {
    path: ["discountUntil"],
    message: "o último dia do desconto vem depois do vencimento",
  });
const boleto = z.strictObject({
  invoiceId: externalId.meta({ description: "A fatura, no seu sistema" }),
  linhaDigitavel: z.string().max(80).meta({ description: "Linha digitável, ou o código de barras, com 44 números" }),
  codigoBarras: z.string().max(80).optional().meta({ description: "Se vier, precisa ser o da linha digitável" }),
  amountCents: cents.optional().meta({ description: "Se vier, precisa ser o da linha digitável" }),
  dueDate: date.optional().meta({ description: "Se vier, precisa ser o da linha digitável", format: "date" }),
  nossoNumero: text(30).meta({ description: "Nosso número" }),
  beneficiaryName: text(200).meta({ description: "Beneficiário, como o assinante o confere" }),
  beneficiaryDocument: document.meta({ description: "CPF ou CNPJ do beneficiário" }),
  payableUntil: date
    .optional()
    .meta({ description: "Último dia em que o banco aceita; sem ele, 59 dias depois do vencimento", format: "date" }),
});

/** What the provider's system may hand in, by resource: the one source for the API, its description and the import. */
export const registerSchemas = {
  subscribers: subscriber,
  contracts: contract,
  wallets: wallet,
  "bank-wallets": bankWallet,
  invoices: invoice,
  boletos: boleto,
};

/** The name of a resource. */
export type ResourceName = keyof typeof registerSchemas;

/** A resource as it was handed in, checked. */
export type Resource<R extends ResourceName> = z.infer<(typeof registerSchemas)[R]>;

/** In the order in which one builds on the other. */
export const resourceNames: readonly ResourceName[] = [
  "bank-wallets",
  "wallets",
  "subscribers",
  "contracts",
  "invoices",
  "boletos",
];
