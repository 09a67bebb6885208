import { z } from "zod";
import { fields } from "./fields.ts";

const { date, cents, externalId } = fields;

/** What the provider's system says of a boleto that it issued itself: nobody here can ask its bank. */
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
  ],
  { error: (issue) => (issue.code === "invalid_union" ? "esperado um destes: cancelled, paid" : undefined) },
);

/** Cancelled, or paid. */
export type BoletoReport = z.infer<typeof boletoReport>;
