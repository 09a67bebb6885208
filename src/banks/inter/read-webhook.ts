import { z } from "zod";
import type { WebhookNote } from "../../core/bank-ports.ts";
import { listOf, text } from "../rest/fields.ts";
import { notesOf } from "../rest/notes-of.ts";

const callback = z
  .object({ codigoSolicitacao: text, seuNumero: text })
  .refine(({ codigoSolicitacao, seuNumero }) => codigoSolicitacao || seuNumero);

/** Returns the charges in Inter's webhook request, an array (an object is tolerated); undefined if unreadable. */
export const readInterWebhook = (body: unknown): WebhookNote[] | undefined => notesOf(listOf(body), noteOf);

function noteOf(given: unknown): WebhookNote | undefined {
  const { data } = callback.safeParse(given);
  if (!data) return undefined;
  const { codigoSolicitacao, seuNumero } = data;
  return {
    ...(codigoSolicitacao && { bankReference: codigoSolicitacao }),
    ...(seuNumero && { reference: seuNumero }),
  };
}
