import { z } from "zod";
import { amount, day, optional, text } from "../rest/fields.ts";

/** Codes have no fixed form: the samples of the bank's own description are no UUIDs. */
const needed = z.string().min(1);

/** Response to issuing a charge. */
export const issued = z.object({ codigoSolicitacao: needed });

/** A charge, as returned alone or in a list. */
export const charge = z.object({
  cobranca: z.object({
    codigoSolicitacao: text,
    seuNumero: text,
    situacao: z.string(),
    dataSituacao: day,
    valorTotalRecebido: amount,
    motivoCancelamento: text,
  }),
  boleto: optional(z.object({ nossoNumero: text, codigoBarras: needed, linhaDigitavel: needed })),
  pix: optional(z.object({ pixCopiaECola: needed })),
});

/** A parsed charge. */
export type Charge = z.infer<typeof charge>;

/** One page of the list of charges. A page that does not say that it is the last is followed by another. */
export const chargeList = z.object({ ultimaPagina: z.boolean().nullish(), cobrancas: z.array(charge) });

/** Body of a refusal. */
export const problem = z.object({
  title: z.string().nullish(),
  detail: z.string().nullish(),
  violacoes: z.array(z.object({ razao: z.string().nullish(), propriedade: z.string().nullish() })).nullish(),
});

/** Response with the PDF in base64. */
export const pdfAnswer = z.object({ pdf: z.base64() });
