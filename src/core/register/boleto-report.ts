import { z } from "zod";
import { fields } from "./fields.ts";

const { date, cents, externalId } = fields;

/**
 * A report of the provider's own system about a boleto that it issued itself, about which no bank can be asked from
 * here; or a request about a boleto that was issued here, at a bank that registers by file.
 */
export const boletoReport = z.discriminatedUnion(
  "status",
  [
    z.strictObject({ status: z.literal("cancelled").meta({ description: "O banco deu baixa" }) }),
    z.strictObject({
      status: z.literal("paid").meta({ description: "Foi pago" }),
      paidOn: date.meta({ description: "Dia do pagamento", format: "date" }),
      amountCents: cents.meta({ description: "Valor pago, em centavos" }),
      paymentId: externalId.meta({ description: "O pagamento no seu sistema; o mesmo de novo conta uma vez" }),
    }),
    z.strictObject({
      status: z.literal("payable").meta({
        description: "Continua valendo, com outro vencimento. Só para um boleto feito aqui, em banco por arquivo",
      }),
      dueDate: date.meta({ description: "O novo vencimento, pedido na próxima remessa", format: "date" }),
    }),
  ],
  { error: (issue) => (issue.code === "invalid_union" ? "esperado um destes: cancelled, paid, payable" : undefined) },
);

export type BoletoReport = z.infer<typeof boletoReport>;
