import { z } from "zod";
import type { WebhookNote } from "../../core/bank-ports.ts";

const text = z.union([z.string(), z.number()]).transform((given) => String(given).trim());
/** Baixa operacional: the payer's bank has taken the money. The only type that the bank posts. */
const paymentType = "7";

/** What a post says about one boleto. The bank writes it below `dados`; a post without `dados` is read as well. */
const entry = z
  .object({
    nossoNumero: text.nullish(),
    seuNumero: text.nullish(),
    cancelamentoBaixa: z.union([z.boolean(), z.literal(["true", "false"])]).nullish(),
  })
  .refine(({ nossoNumero, seuNumero }) => nossoNumero || seuNumero);
const post = z.object({
  validacaoWebhook: z.boolean().nullish(),
  tipoMovimento: text.nullish(),
  dados: z.unknown().optional(),
});

/**
 * Returns the boletos that a webhook request from Sicoob names: none for the request with which the bank validates the
 * address; undefined if it is unreadable. An unreadable entry among readable ones becomes a note that fits no boleto.
 */
export function readSicoobWebhook(body: unknown): WebhookNote[] | undefined {
  const notes = listOf(body).flatMap((given) => {
    const { data } = post.safeParse(given);
    if (!data) return [undefined];
    if (data.validacaoWebhook === true) return [];
    return listOf(data.dados ?? given).map((one) => noteOf(one, data.tipoMovimento === paymentType));
  });
  const isUnreadable = notes.length > 0 && notes.every((note) => note === undefined);
  return isUnreadable ? undefined : notes.map((note) => note ?? {});
}

const listOf = (given: unknown): unknown[] => (Array.isArray(given) ? given : [given]);

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
