import type { WebhookDesk, WebhookNote } from "../../bank-ports.ts";
import type { BankCode } from "../../billing/bank-code.ts";
import type { Deps } from "../deps.ts";

/** Webhook parsers by the bank's name in the URL. `read` returns undefined for a body that it cannot parse. */
export type WebhookReaders = ReadonlyMap<
  string,
  { bankCode: BankCode; read(body: unknown): WebhookNote[] | undefined }
>;

/**
 * Job: finds the boletos that a webhook is about and enqueues a look-up of each; its content is not trusted. A webhook
 * that cannot be parsed or matches no boleto is kept with the reason, and the operator is alerted.
 */
export async function readWebhook(
  { storage, clock }: Deps,
  { desk, readers }: { desk: WebhookDesk; readers: WebhookReaders },
  webhookId: string,
): Promise<void> {
  const waiting = await desk.waiting(webhookId);
  if (!waiting) return;
  const { bank, body } = waiting;
  const reader = readers.get(bank);
  if (!reader) throw new Error(`No bank posts under the name ${bank}`);
  const { bankCode } = reader;
  const notes = reader.read(parseJson(body));
  const found = await Promise.all(
    (notes ?? []).map(async (note) => ({ note, ids: await desk.boletosOf(bankCode, note) })),
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
    if (fault) await records.addEvent("bank.webhook-unread", { bankCode, webhookId, fault }, now);
  });
  await desk.finish(webhookId, now, fault);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
