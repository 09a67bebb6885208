import { z } from "zod";
import { optional, text } from "../rest/fields.ts";

/** A boleto in Sicoob's format. */
const title = z.object({
  seuNumero: text,
  codigoBarras: text,
  linhaDigitavel: text,
  qrCode: text,
  /** Why the bank made no PIX. */
  descricaoRejeicaoPix: text,
  situacaoBoleto: text,
  listaHistorico: optional(z.array(z.object({ dataHistorico: text, tipoHistorico: text, descricaoHistorico: text }))),
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
