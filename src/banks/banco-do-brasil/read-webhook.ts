import { z } from "zod";
import type { WebhookNote } from "../../core/bank-ports.ts";

/**
 * Meaning of `codigoEstadoBaixaOperacional`, from the bank's OpenAPI file 2.17: taken here, taken at another bank,
 * taken back. Others only make us ask.
 */
const taken = [1, 2];
const takenBack = 10;
const note = z.object({
  id: z.string().regex(/^\d{20}$/),
  codigoEstadoBaixaOperacional: z.coerce.number().nullish(),
});

/**
 * Returns the titles, one or several, that a webhook request from Banco do Brasil names; undefined if it is
 * unreadable. An unreadable entry among readable ones becomes a note that fits no boleto.
 */
export function readBbWebhook(body: unknown): WebhookNote[] | undefined {
  const notes = (Array.isArray(body) ? body : [body]).map((one) => note.safeParse(one).data);
  if (notes.length > 0 && notes.every((one) => one === undefined)) return undefined;
  return notes.map((one) => (one ? noteOf(one) : {}));
}

function noteOf({ id, codigoEstadoBaixaOperacional: state }: z.infer<typeof note>): WebhookNote {
  return {
    bankReference: id,
    nossoNumero: id.slice(-10),
    ...(state === takenBack && { undone: true }),
    ...(taken.includes(state ?? 0) && { paymentAnnounced: true }),
  };
}
