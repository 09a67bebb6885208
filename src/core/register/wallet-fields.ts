import { z } from "zod";
import { type FieldTable, fieldTable } from "./field-table.ts";
import { fields } from "./fields.ts";
import { kept } from "./kept.ts";

const { externalId, text } = fields;

/** The fields of a wallet. */
export const walletFields = {
  description: { schema: text(200).meta({ description: "Descrição" }), csv: { descricao: "text" } },
  kind: {
    schema: z
      .enum(["fatura", "bank"], "esperado fatura ou bank")
      .meta({ description: "Tipo de recebimento: fatura (o assinante escolhe o banco) ou bank (um banco só)" }),
    csv: { tipo: "walletKind" },
  },
  bankWalletIds: {
    schema: z
      .array(externalId)
      .min(1, "esperado ao menos um banco")
      .max(8)
      .meta({ description: "Carteiras de banco, na ordem em que são oferecidas" }),
    kept: kept.bankWallets,
    csv: { bancos: "list" },
    refersTo: "bank-wallets",
  },
  defaultBankWalletId: {
    schema: externalId.optional().meta({ description: "Banco padrão, para onde vai a fatura quando a escolha trava" }),
    kept: kept.bankWallet,
    csv: { banco_padrao: "text" },
    refersTo: "bank-wallets",
  },
  lockDays: {
    schema: z
      .int()
      .min(0)
      .max(60)
      .default(0)
      .meta({ description: "Limite de dias antes de vencer para troca de carteira; 0 nunca trava" }),
    csv: { dias_trava: "number" },
  },
  branch: {
    schema: text(100).optional().meta({ description: "Validar filial na venda: só para contratos desta filial" }),
    csv: { filial: "text" },
  },
  active: { schema: z.boolean().default(true).meta({ description: "Carteira ativa" }), csv: { ativa: "flag" } },
} satisfies FieldTable;

/** The schema by which the input for a wallet is validated. */
export const walletSchema = fieldTable.schema(walletFields).superRefine((value, context) => {
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
