import { z } from "zod";
import type { WebhookNote } from "../../core/bank-ports.ts";

const callback = z.object({ codigoSolicitacao: z.string().min(1), seuNumero: z.string().nullish().catch(undefined) });
const post = z.union([z.array(callback), callback.transform((one) => [one])]);

/** Returns the charges in Inter's webhook request, an array (an object is tolerated); undefined if unreadable. */
export function readInterWebhook(body: unknown): WebhookNote[] | undefined {
  const parsed = post.safeParse(body);
  return parsed.success
    ? parsed.data.map(({ codigoSolicitacao, seuNumero }) => ({
        bankReference: codigoSolicitacao,
        ...(seuNumero && { reference: seuNumero }),
      }))
    : undefined;
}
