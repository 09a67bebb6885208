import { z } from "zod";

const text = z.string().nullish();

/** A boleto in Sicoob's format. */
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

/** A parsed boleto. */
export type SicoobTitle = z.infer<typeof title>;

/** Response with a boleto. */
export const titleAnswer = z.object({ resultado: title });
/** Response with the PDF of a second copy (segunda via). */
export const copyAnswer = z.object({ resultado: z.object({ pdfBoleto: z.base64() }) });
/** Body of a refusal. */
export const messages = z.object({
  mensagens: z.array(z.object({ codigo: z.coerce.string().optional(), mensagem: z.string() })).min(1),
});
