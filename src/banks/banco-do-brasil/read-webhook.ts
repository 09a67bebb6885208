import { z } from "zod";
import type { WebhookNote } from "../../core/bank-ports.ts";

const undone = 10;
const note = z.object({
  id: z.string().regex(/^\d{20}$/),
  codigoEstadoBaixaOperacional: z.coerce.number().int(),
});
const post = z.union([z.array(note), note.transform((one) => [one])]);

/** Which titles Banco do Brasil's post is about, one or several; undefined where it cannot be read. */
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
