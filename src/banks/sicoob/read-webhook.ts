import { z } from "zod";
import type { WebhookNote } from "../../core/bank-ports.ts";

// The payload is not publicly documented, so any body with a nosso número triggers a look-up.
const note = z.object({ nossoNumero: z.union([z.string(), z.number()]).transform(String) });
const post = z.union([z.array(note), note.transform((one) => [one])]);

/** Returns the boletos that a webhook request from Sicoob names; undefined if it is unreadable. */
export function readSicoobWebhook(body: unknown): WebhookNote[] | undefined {
  const parsed = post.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}
