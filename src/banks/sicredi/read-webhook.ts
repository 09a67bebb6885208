import { z } from "zod";
import type { WebhookNote } from "../../core/bank-ports.ts";

const post = z.object({ nossoNumero: z.coerce.string().regex(/^\d{9}$/), movimento: z.string() });

/**
 * Returns the boleto in a webhook request from Sicredi; undefined if it is unreadable. Its number is posted with the
 * check digit, and stored without.
 */
export function readSicrediWebhook(body: unknown): WebhookNote[] | undefined {
  const parsed = post.safeParse(body);
  if (!parsed.success) return undefined;
  const { nossoNumero, movimento } = parsed.data;
  return [
    {
      nossoNumero: nossoNumero.slice(0, 8),
      ...(movimento.startsWith("ESTORNO") && { undone: true }),
      ...(movimento.startsWith("AVISO_PAGAMENTO") && { paymentAnnounced: true }),
    },
  ];
}
