import { z } from "zod";
import { bankCodes } from "../billing/bank-code.ts";
import { invoiceStatuses } from "../billing/invoice.ts";
import { legalCaps } from "../billing/legal-caps.ts";
import { parseBankAccount } from "../boleto/parse-bank-account.ts";
import { sequenceRange } from "../boleto/sequence-range.ts";
import { fields } from "./fields.ts";

const { plain, date, externalId, text, cents, noCents, basisPoints, document, phone } = fields;

const subscriber = z.strictObject({
  name: text(200),
  document,
  phones: z.array(phone).max(10).default([]),
  email: z.email("esperado um e-mail").optional(),
  address: text(300).optional(),
});
const contract = z.strictObject({
  subscriberId: externalId,
  walletId: externalId.nullish().meta({ description: "Sem este campo o vínculo fica como está; null o desfaz" }),
  address: text(300),
  plan: plain.max(200, "esperado um texto de até 200 letras").default(""),
  branch: text(100).optional(),
  active: z.boolean().default(true),
  multaBasisPoints: basisPoints(legalCaps.multaBasisPoints, "multa").optional(),
  jurosBasisPointsMonth: basisPoints(legalCaps.jurosBasisPointsMonth, "juros ao mês").optional(),
});
const wallet = z
  .strictObject({
    kind: z.enum(["fatura", "bank"], "esperado fatura ou bank"),
    description: text(200),
    bankWalletIds: z.array(externalId).min(1, "esperado ao menos um banco").max(8),
    defaultBankWalletId: externalId.optional(),
    lockDays: z.int().min(0).max(60).default(0),
    branch: text(100).optional(),
    active: z.boolean().default(true),
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
const sandboxOutcomes = ["registered", "early", "slow", "cannot_tell", "refused", "lost_answer"] as const;
const bankWallet = z
  .strictObject({
    bankCode: z.enum(bankCodes, `esperado um destes: ${bankCodes.join(", ")}`),
    account: z.record(z.string(), z.string()),
    beneficiaryName: text(200),
    beneficiaryDocument: document,
    beneficiaryAddress: plain.max(300, "esperado um texto de até 300 letras").default(""),
    sandboxOutcome: z.enum(sandboxOutcomes).default("registered"),
    windowSeconds: z.int().min(1).max(604_800).default(1800),
    cutOff: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "esperada uma hora, como 20:00")
      .default("20:00"),
    daysAfterDue: z.int().min(0).max(3650).default(59),
    minCents: cents.max(2_000_000_000).optional(),
    maxCents: cents.optional(),
    active: z.boolean().default(true),
    nossoNumeroFrom: z.int().min(0),
    nossoNumeroTo: z.int().min(0),
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
    const { min, max } = sequenceRange(value.bankCode, parsed.account);
    if (value.nossoNumeroFrom < min || value.nossoNumeroTo > max)
      refuse(["nossoNumeroFrom"], `a faixa deste banco vai de ${min} a ${max}`);
    if (value.nossoNumeroFrom > value.nossoNumeroTo) refuse(["nossoNumeroTo"], "o fim da faixa vem antes do começo");
  });
const invoice = z
  .strictObject({
    contractId: externalId,
    amountCents: cents,
    dueDate: date,
    description: text(120),
    status: z
      .enum(invoiceStatuses, `esperado um destes: ${invoiceStatuses.join(", ")}`)
      .optional()
      .meta({ description: "Sem este campo fica como está; uma fatura nova fica open" }),
    discountCents: noCents.default(0),
    discountUntil: date.optional(),
    abatementCents: noCents.default(0),
  })
  .refine(({ amountCents, discountCents, abatementCents }) => discountCents + abatementCents < amountCents, {
    path: ["discountCents"],
    message: "desconto e abatimento juntos precisam ser menores que o valor",
  });
const boleto = z.strictObject({
  invoiceId: externalId,
  linhaDigitavel: z.string().max(80).meta({ description: "Ou o código de barras, com 44 números" }),
  codigoBarras: z.string().max(80).optional(),
  amountCents: cents.optional().meta({ description: "Se vier, precisa ser o da linha digitável" }),
  dueDate: date.optional().meta({ description: "Se vier, precisa ser o da linha digitável" }),
  nossoNumero: text(30),
  beneficiaryName: text(200),
  beneficiaryDocument: document,
  payableUntil: date.optional(),
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
