import { z } from "zod";
import type { WebhookNote } from "../../core/bank-ports.ts";

/** The `codigoEstadoBaixaOperacional` that takes back an earlier report of payment. */
const undone = 10;
const note = z.object({
  id: z.string().regex(/^\d{20}$/),
  codigoEstadoBaixaOperacional: z.coerce.number().int(),
});
const post = z.union([z.array(note), note.transform((one) => [one])]);

/** Returns the titles, one or several, that a webhook request from Banco do Brasil names; undefined if unreadable. */
export function readBbWebhook(body: unknown): WebhookNote[] | undefined {
  const parsed = post.safeParse(body);
  return parsed.success
    ? parsed.data.map(({ id, codigoEstadoBaixaOperacional: state }) => ({
        bankReference: id,
        nossoNumero: id.slice(-10),
        ...(state === undone && { undone: true }),
      }))
    : undefined;
}
