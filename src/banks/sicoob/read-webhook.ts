import { z } from "zod";
import type { WebhookNote } from "../../core/bank-ports.ts";

// The payload stands in no public source: whatever names a nosso número is a reason to ask.
const note = z.object({ nossoNumero: z.union([z.string(), z.number()]).transform(String) });
const post = z.union([z.array(note), note.transform((one) => [one])]);

/** Which boletos Sicoob's post is about; undefined where it cannot be read. */
export function readSicoobWebhook(body: unknown): WebhookNote[] | undefined {
  const parsed = post.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}
