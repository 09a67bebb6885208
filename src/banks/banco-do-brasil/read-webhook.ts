import { z } from "zod";
import type { WebhookNote } from "../../core/bank-ports.ts";
import { listOf, optional } from "../rest/fields.ts";
import { notesOf } from "../rest/notes-of.ts";

/**
 * Meaning of `codigoEstadoBaixaOperacional`, from the bank's OpenAPI file 2.17: taken here, taken at another bank,
 * taken back. Others only make us ask.
 */
const taken = [1, 2];
const takenBack = 10;
const note = z.object({
  id: z.string().regex(/^\d{20}$/),
  codigoEstadoBaixaOperacional: optional(z.coerce.number()),
});

/** Returns the titles, one or several, that a webhook request from Banco do Brasil names; undefined if unreadable. */
export const readBbWebhook = (body: unknown): WebhookNote[] | undefined => notesOf(listOf(body), noteOf);

function noteOf(given: unknown): WebhookNote | undefined {
  const { data } = note.safeParse(given);
  if (!data) return undefined;
  const { id, codigoEstadoBaixaOperacional: state } = data;
  return {
    bankReference: id,
    nossoNumero: id.slice(-10),
    ...(state === takenBack && { undone: true }),
    ...(taken.includes(state ?? 0) && { paymentAnnounced: true }),
  };
}
