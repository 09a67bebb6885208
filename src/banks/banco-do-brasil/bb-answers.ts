import { z } from "zod";
import { type IsoDate, parseIsoDate } from "../../core/billing/calendar/iso-date.ts";
import type { RegistrationRequest } from "../../core/ports.ts";
import { amount, optional, text } from "../rest/fields.ts";

/** Response to a registration. A damaged PIX does not take the number with it. */
export const registered = z.object({
  numero: z.string().regex(/^\d{20}$/),
  qrCode: optional(z.object({ emv: text })),
});

/** Details of a title. */
export const detail = z.object({
  codigoLinhaDigitavel: text,
  textoCodigoBarrasTituloCobranca: text,
  numeroTituloCedenteCobranca: text,
  codigoEstadoTituloCobranca: z.coerce.number().int(),
  codigoTipoBaixaTitulo: optional(z.coerce.number()),
  valorPagoSacado: amount,
  valorPagamentoParcialTitulo: amount,
  dataRecebimentoTitulo: text,
  dataCreditoLiquidacao: text,
});

/** Parsed details of a title. */
export type Detail = z.infer<typeof detail>;

/** One page of the list of titles. */
export const list = z.object({
  indicadorContinuidade: z.enum(["S", "N"]),
  proximoIndice: z.coerce.number().nullish(),
  boletos: z.array(
    z.object({
      numeroBoletoBB: z.string(),
      valorOriginal: amount,
      valorPago: amount,
      dataMovimento: text,
    }),
  ),
});

/** Response with the PIX code of a title. */
export const pixAnswer = z.object({ qrCode: z.object({ emv: z.string() }) });

const code = z.union([z.string(), z.number()]).transform(String).optional();

/** A refusal in any of the API's three formats, converted to codes and messages. */
export const refusal = z.union([
  z
    .object({
      erros: z
        .array(
          z.object({
            codigo: code,
            codigoMensagem: code,
            mensagem: text,
            textoMensagem: text,
            ocorrencia: text,
          }),
        )
        .min(1),
    })
    .transform(({ erros }) =>
      erros.map((one) => ({
        code: one.codigo ?? one.codigoMensagem ?? "",
        message: one.mensagem ?? one.textoMensagem ?? "",
      })),
    ),
  z
    .object({ errors: z.array(z.object({ code, message: z.string() })).min(1) })
    .transform(({ errors }) => errors.map(({ code: given = "", message }) => ({ code: given, message }))),
  z
    .object({ statusCode: z.number(), error: z.string(), message: text })
    .transform(({ error, message }) => [{ code: "", message: [error, message].filter(Boolean).join(": ") }]),
]);

/** Formats "2026-12-10" as the bank writes it: "10.12.2026". */
export const bbDate = (date: IsoDate): string => date.split("-").reverse().join(".");

/** Parses "10.12.2026" or "10/12/2026 14:02:00"; undefined if there is no valid date. */
export function parseBbDate(text: string | null | undefined): IsoDate | undefined {
  const [, day, month, year] = /^(\d{2})[./](\d{2})[./](\d{4})/.exec(text ?? "") ?? [];
  return parseIsoDate(`${year}-${month}-${day}`);
}

/** Returns the bank's 20-digit id of a title: as given by the bank, or built from the convênio and our nosso número. */
export function titleId({
  boleto,
  bankWallet,
}: Pick<RegistrationRequest, "boleto" | "bankWallet">): string | undefined {
  if (boleto.bankReference !== undefined) return boleto.bankReference;
  if (boleto.nossoNumero === undefined) return undefined;
  return `000${bankWallet.account.beneficiario}${boleto.nossoNumero}`;
}
