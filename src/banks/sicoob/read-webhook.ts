import { z } from "zod";
import type { WebhookNote } from "../../core/bank-ports.ts";
import { listOf, text } from "../rest/fields.ts";
import { notesOf } from "../rest/notes-of.ts";

/** Baixa operacional: the payer's bank has taken the money. The only type that the bank posts. */
const paymentType = "7";

/** What a post says about one boleto. The bank writes it below `dados`; a post without `dados` is read as well. */
const entry = z
  .object({
    nossoNumero: text,
    seuNumero: text,
    cancelamentoBaixa: z.union([z.boolean(), z.literal(["true", "false"])]).nullish(),
  })
  .refine(({ nossoNumero, seuNumero }) => nossoNumero || seuNumero);
const post = z.object({
  validacaoWebhook: z.boolean().nullish(),
  tipoMovimento: text,
  dados: z.unknown().optional(),
});

/**
 * Returns the boletos that a webhook request from Sicoob names: none for the request with which the bank validates the
 * address; undefined if it is unreadable. An unreadable entry among readable ones becomes a note that fits no boleto.
 */
export function readSicoobWebhook(body: unknown): WebhookNote[] | undefined {
  const entries = listOf(body).flatMap((given) => {
    const { data } = post.safeParse(given);
    if (!data) return [{ one: given, isPayment: false }];
    if (data.validacaoWebhook === true) return [];
    const isPayment = data.tipoMovimento === paymentType;
    return listOf(data.dados ?? given).map((one) => ({ one, isPayment }));
  });
  return notesOf(entries, ({ one, isPayment }) => noteOf(one, isPayment));
}

function noteOf(given: unknown, isPayment: boolean): WebhookNote | undefined {
  const { data } = entry.safeParse(given);
  if (!data) return undefined;
  const { seuNumero, cancelamentoBaixa } = data;
  // Posted with ten digits: zeros, the number and its check digit.
  const nossoNumero = data.nossoNumero?.replace(/^0+/, "");
  const isUndone = String(cancelamentoBaixa) === "true";
  return {
    ...(nossoNumero && { nossoNumero }),
    ...(seuNumero && { reference: seuNumero }),
    ...(isUndone && { undone: true }),
    ...(isPayment && !isUndone && { paymentAnnounced: true }),
  };
}
