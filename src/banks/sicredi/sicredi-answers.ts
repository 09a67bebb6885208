import { z } from "zod";
import { amount, day, optional, text } from "../rest/fields.ts";

/** Response to registering a boleto. */
export const registered = z.object({ codigoBarras: z.string(), linhaDigitavel: z.string(), qrCode: text });

/** A boleto, as it is looked up. */
export const title = z.object({
  seuNumero: text,
  codigoBarras: text,
  linhaDigitavel: text,
  codigoQrCode: text,
  situacao: z.string(),
  dadosLiquidacao: optional(z.object({ data: day, valor: amount })),
});

/** A parsed boleto. */
export type SicrediTitle = z.infer<typeof title>;

/** One page of the list of a day's payments. */
export const paidList = z.object({
  hasNext: z.boolean(),
  items: z.array(
    z.object({
      nossoNumero: z.coerce.string(),
      seuNumero: text,
      dataPagamento: day,
      valorLiquidado: amount,
    }),
  ),
});

const fault = z.object({ code: z.coerce.string().optional(), message: z.string() });
/** Body of a refusal, which has one of two shapes. */
export const problem = z.union([
  z.object({ errors: z.array(fault).min(1) }).transform(({ errors }) => errors),
  fault.transform((one) => [one]),
]);
