import { z } from "zod";
import type { WebhookNote } from "../../core/bank-ports.ts";
import { listOf, text } from "../rest/fields.ts";
import { notesOf } from "../rest/notes-of.ts";

const post = z.object({ nossoNumero: z.coerce.string().regex(/^\d{9}$/), movimento: text });

/** Returns the boletos in a webhook request from Sicredi, which has one; undefined if it is unreadable. */
export const readSicrediWebhook = (body: unknown): WebhookNote[] | undefined => notesOf(listOf(body), noteOf);

/** The number is posted with the check digit, and stored without. */
function noteOf(given: unknown): WebhookNote | undefined {
  const { data } = post.safeParse(given);
  if (!data) return undefined;
  const { nossoNumero, movimento } = data;
  return {
    nossoNumero: nossoNumero.slice(0, 8),
    ...(movimento?.startsWith("ESTORNO") && { undone: true }),
    ...(movimento?.startsWith("AVISO_PAGAMENTO") && { paymentAnnounced: true }),
  };
}
