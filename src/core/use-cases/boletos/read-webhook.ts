import type { WebhookBank, WebhookDesk, WebhookNote } from "../../bank-ports.ts";
import type { Deps } from "../deps.ts";

/** How each bank's posts are read; undefined for one that cannot be. */
export type WebhookReaders = Record<WebhookBank, (body: unknown) => WebhookNote[] | undefined>;

const bankCodes: Record<WebhookBank, string> = { inter: "077", sicoob: "756", bb: "001" };

/**
 * Job: finds out which boletos a bank's post is about, and has the bank asked about each. Nothing of the post itself is
 * believed. One that cannot be read, or is about nothing of ours, is kept with the reason, and the operator hears of it.
 */
export async function readWebhook(
  { storage, clock }: Deps,
  { desk, readers }: { desk: WebhookDesk; readers: WebhookReaders },
  webhookId: string,
): Promise<void> {
  const waiting = await desk.waiting(webhookId);
  if (!waiting) return;
  const { bank, body } = waiting;
  const notes = readers[bank](jsonOf(body));
  const found = await Promise.all(
    (notes ?? []).map(async (note) => ({ note, ids: await desk.boletosOf(bankCodes[bank], note) })),
  );
  const now = clock.now();
  const fault = notes === undefined ? "unreadable" : found.some(({ ids }) => ids.length === 0) ? "foreign" : undefined;
  await storage.transaction(async (records) => {
    for (const { note, ids } of found)
      for (const boletoId of ids) {
        const why = note.undone ? "undone" : "news";
        await records.noteQuestion({ boletoId, about: why }, now);
        await records.enqueue({ name: "look-up-boleto", boletoId, why });
      }
    if (fault) await records.addEvent("bank.webhook-unread", { bankCode: bankCodes[bank], webhookId, fault }, now);
  });
  await desk.finish(webhookId, now, fault);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
