import { z } from "zod";
import { invoiceStatuses } from "../billing/invoices/invoice.ts";
import { type FieldTable, fieldTable } from "./field-table.ts";
import { fields } from "./fields.ts";
import { kept } from "./kept.ts";

const { date, externalId, text, cents, noCents } = fields;

/** The fields of an invoice. */
export const invoiceFields = {
  contractId: {
    schema: externalId.meta({ description: "O contrato, no seu sistema" }),
    kept: kept.reference("contract"),
    csv: { contrato: "text" },
    refersTo: "contracts",
  },
  amountCents: { schema: cents.meta({ description: "Valor em centavos" }), csv: { valor: "cents" } },
  dueDate: {
    schema: date.meta({ description: "Vencimento", format: "date" }),
    kept: kept.day,
    csv: { vencimento: "date" },
  },
  description: {
    schema: text(120).meta({ description: "O que é, como o assinante lê: uso de novembro" }),
    csv: { descricao: "text" },
  },
  status: {
    schema: z
      .enum(invoiceStatuses, `esperado um destes: ${invoiceStatuses.join(", ")}`)
      .optional()
      .meta({ description: "Sem este campo fica como está; uma fatura nova fica open" }),
    // Keeps its value if it is left out: the provider's system may send the invoice again before it knows of a payment.
    initial: "open",
    csv: { status: "text" },
  },
  discountCents: {
    schema: noCents.default(0).meta({ description: "Desconto por pontualidade, em centavos" }),
    csv: { desconto: "cents" },
  },
  discountUntil: {
    schema: date.optional().meta({ description: "Último dia do desconto; sem ele, o vencimento", format: "date" }),
    kept: kept.day,
    csv: { desconto_ate: "date" },
  },
  abatementCents: {
    schema: noCents.default(0).meta({ description: "Abatimento, em centavos" }),
    csv: { abatimento: "cents" },
  },
  partPaidCents: {
    schema: cents.meta({ description: "O que já foi pago em parte, em centavos; o resto segue em aberto" }),
    kept: kept.partPayments,
    readOnly: true,
  },
} satisfies FieldTable;

/** The schema by which the input for an invoice is validated. */
export const invoiceSchema = fieldTable
  .schema(invoiceFields)
  .refine(({ amountCents, discountCents, abatementCents }) => discountCents + abatementCents < amountCents, {
    path: ["discountCents"],
    message: "desconto e abatimento juntos precisam ser menores que o valor",
  })
  .refine(({ dueDate, discountUntil }) => discountUntil === undefined || discountUntil <= dueDate, {
    path: ["discountUntil"],
    message: "o último dia do desconto vem depois do vencimento",
  });
