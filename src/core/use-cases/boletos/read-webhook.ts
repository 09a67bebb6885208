import type { WebhookDesk, WebhookNote } from "../../bank-ports.ts";
import type { BankCode } from "../../billing/bank-code.ts";
import type { Deps } from "../deps.ts";

/** By the bank's name in the address: how its posts are read. `read` gives undefined for one that cannot be. */
export type WebhookReaders = ReadonlyMap<
  string,
  { bankCode: BankCode; read(body: unknown): WebhookNote[] | undefined }
>;

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
  const reader = readers.get(bank);
  if (!reader) throw new Error(`No bank posts under the name ${bank}`);
  const { bankCode } = reader;
  const notes = reader.read(jsonOf(body));
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

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
