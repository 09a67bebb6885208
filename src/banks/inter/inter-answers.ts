import { z } from "zod";
import { isIsoDate } from "../../core/billing/calendar/iso-date.ts";
import { centsOfReais } from "../rest/money.ts";

const situacao = z.enum([
  "EM_PROCESSAMENTO",
  "A_RECEBER",
  "RECEBIDO",
  "MARCADO_RECEBIDO",
  "ATRASADO",
  "CANCELADO",
  "EXPIRADO",
  "FALHA_EMISSAO",
  "PROTESTO",
]);
const day = z
  .string()
  .transform((given) => given.slice(0, 10))
  .refine(isIsoDate);

/** Response to issuing a charge. */
export const issued = z.object({ codigoSolicitacao: z.uuid() });

/** A charge, as returned alone or in a list. */
export const charge = z.object({
  cobranca: z.object({
    codigoSolicitacao: z.uuid(),
    seuNumero: z.string(),
    situacao,
    dataSituacao: day.optional(),
    valorNominal: centsOfReais,
    valorTotalRecebido: centsOfReais.optional(),
    motivoCancelamento: z.string().nullish(),
  }),
  boleto: z
    .object({ nossoNumero: z.string().optional(), codigoBarras: z.string(), linhaDigitavel: z.string() })
    .nullish(),
  pix: z.object({ txid: z.string(), pixCopiaECola: z.string() }).nullish(),
});

/** A parsed charge. */
export type Charge = z.infer<typeof charge>;

/** One page of the list of charges. */
export const chargeList = z.object({ ultimaPagina: z.boolean(), cobrancas: z.array(charge) });

/** Body of a refusal. */
export const problem = z.object({
  title: z.string().optional(),
  detail: z.string().optional(),
  violacoes: z.array(z.object({ razao: z.string().optional(), propriedade: z.string().optional() })).optional(),
});

/** Response with the PDF in base64. */
export const pdfAnswer = z.object({ pdf: z.base64() });
