import { z } from "zod";

const text = z.string().nullish();

/** A boleto as Sicoob tells it. */
const title = z.object({
  nossoNumero: z.coerce.number().int(),
  seuNumero: z.string(),
  codigoBarras: z.string(),
  linhaDigitavel: z.string(),
  qrCode: text,
  situacaoBoleto: text,
  pdfBoleto: text,
  listaHistorico: z
    .array(z.object({ dataHistorico: z.string(), tipoHistorico: text, descricaoHistorico: text }))
    .nullish(),
});

/** A boleto, checked. */
export type SicoobTitle = z.infer<typeof title>;

/** What wraps every answer. */
export const titleAnswer = z.object({ resultado: title });
/** The second copy. */
export const copyAnswer = z.object({ resultado: z.object({ pdfBoleto: z.base64() }) });
/** What a refusal says. */
export const messages = z.object({
  mensagens: z.array(z.object({ codigo: z.coerce.string().optional(), mensagem: z.string() })).min(1),
});
