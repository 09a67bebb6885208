import { z } from "zod";

const text = z.string().nullish();
/** A code that the bank describes as text and clients have also seen as a number. */
const code = z.union([z.string(), z.number()]).transform(String);

/** A boleto in Sicoob's format. */
const title = z.object({
  seuNumero: code,
  codigoBarras: text,
  linhaDigitavel: text,
  qrCode: text,
  /** Why the bank made no PIX. */
  descricaoRejeicaoPix: text,
  situacaoBoleto: text,
  listaHistorico: z
    .array(z.object({ dataHistorico: text, tipoHistorico: code.nullish(), descricaoHistorico: text }))
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
