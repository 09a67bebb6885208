import { z } from "zod";
import { isIsoDate } from "../../core/billing/calendar/iso-date.ts";
import { centsOfReais } from "../rest/money.ts";

// Inter leaves fields out, and may write null for them. What cannot be read counts as absent, so that one odd field does
// not hide a charge that exists. Codes have no fixed form: the samples of the bank's own description are no UUIDs.
const text = z.string().min(1);
const absent = undefined;
const day = z
  .string()
  .transform((given) => given.slice(0, 10))
  .refine(isIsoDate);

/** Response to issuing a charge. */
export const issued = z.object({ codigoSolicitacao: text });

/** A charge, as returned alone or in a list. */
export const charge = z.object({
  cobranca: z.object({
    codigoSolicitacao: text.nullish().catch(absent),
    seuNumero: z.string().nullish().catch(absent),
    situacao: z.string(),
    dataSituacao: day.nullish().catch(absent),
    valorTotalRecebido: centsOfReais.nullish().catch(absent),
    motivoCancelamento: z.string().nullish().catch(absent),
  }),
  boleto: z
    .object({ nossoNumero: text.nullish().catch(absent), codigoBarras: text, linhaDigitavel: text })
    .nullish()
    .catch(absent),
  pix: z.object({ pixCopiaECola: text }).nullish().catch(absent),
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
