import { z } from "zod";
import { boletoStatuses } from "../boleto/boleto-status.ts";
import type { FieldTable } from "./field-table.ts";
import { fields } from "./fields.ts";
import { kept } from "./kept.ts";

const { date, document, externalId, text, cents } = fields;

/**
 * The fields of a boleto. The provider's own system sends the boletos that it issued; the API also shows those issued
 * here.
 */
export const boletoFields = {
  id: { schema: z.string().meta({ description: "Identificador aqui" }), readOnly: true },
  externalId: {
    schema: z.string().meta({ description: "Identificador no seu sistema, se foi ele que emitiu" }),
    readOnly: true,
  },
  invoiceId: {
    schema: externalId.meta({ description: "A fatura, no seu sistema" }),
    kept: kept.reference("invoice"),
    csv: { fatura: "text" },
    refersTo: "invoices",
  },
  origin: { schema: z.enum(["erp", "faturabot"]).meta({ description: "Quem emitiu" }), readOnly: true },
  status: { schema: z.enum(boletoStatuses).meta({ description: "Situação" }), readOnly: true },
  bankCode: { schema: z.string().meta({ description: "Código do banco" }), readOnly: true },
  linhaDigitavel: {
    schema: z.string().max(80).meta({ description: "Linha digitável, ou o código de barras, com 44 números" }),
    csv: { linha_digitavel: "text" },
  },
  codigoBarras: {
    schema: z.string().max(80).optional().meta({ description: "Se vier, precisa ser o da linha digitável" }),
  },
  amountCents: { schema: cents.optional().meta({ description: "Se vier, precisa ser o da linha digitável" }) },
  dueDate: {
    schema: date.optional().meta({ description: "Se vier, precisa ser o da linha digitável", format: "date" }),
    kept: kept.day,
  },
  nossoNumero: { schema: text(30).meta({ description: "Nosso número" }), csv: { nosso_numero: "text" } },
  beneficiaryName: {
    schema: text(200).meta({ description: "Beneficiário, como o assinante o confere" }),
    kept: kept.inSlip,
    csv: { beneficiario: "text" },
  },
  beneficiaryDocument: {
    schema: document.meta({ description: "CPF ou CNPJ do beneficiário" }),
    kept: kept.inSlip,
    csv: { beneficiario_documento: "taxId" },
  },
  payableUntil: {
    schema: date
      .optional()
      .meta({ description: "Último dia em que o banco aceita; sem ele, 59 dias depois do vencimento", format: "date" }),
    kept: kept.day,
    csv: { pagavel_ate: "date" },
  },
} satisfies FieldTable;
