import type { WebhookDesk, WebhookNote } from "../../bank-ports.ts";
import type { BankCode } from "../../billing/bank-code.ts";
import { localDate } from "../../billing/calendar/local-time.ts";
import { brasilia } from "../../billing/calendar/zone.ts";
import { parseJson } from "../../parse-json.ts";
import type { Deps } from "../deps.ts";
import { announcePayment } from "../payments/announce-payment.ts";

/**
 * Webhook parsers by the bank's name in the URL. `read` returns no notes for a post that asks for nothing, such as the
 * one by which a bank checks the address, and undefined for a body that it cannot parse.
 */
export type WebhookReaders = ReadonlyMap<
  string,
  { bankCode: BankCode; read(body: unknown): WebhookNote[] | undefined }
>;

/** No bank reports more at once, and each costs queries. */
const mostNotes = 1000;

/**
 * Job: finds the boletos that a webhook is about and enqueues a look-up of each. Its content is not trusted: it can
 * announce a payment, but no payment counts before the bank's own answer. A webhook that cannot be parsed or matches no
 * boleto is kept with the reason, and the operator is alerted once a day for each bank.
 */
export async function readWebhook(
  deps: Deps,
  { desk, readers }: { desk: WebhookDesk; readers: WebhookReaders },
  webhookId: string,
): Promise<void> {
  const waiting = await desk.waiting(webhookId);
  if (!waiting) return;
  const { bank, body } = waiting;
  const reader = readers.get(bank);
  if (!reader) throw new Error(`No bank posts under the name ${bank}`);
  const { bankCode } = reader;
  const read = reader.read(parseJson(body));
  const notes = read && read.length <= mostNotes ? read : undefined;
  const found = await Promise.all(
    (notes ?? []).map(async (note) => ({ note, ids: await desk.boletosOf(bankCode, note) })),
  );
  for (const { note, ids } of found) {
    const [boletoId, another] = ids;
    if (note.paymentAnnounced && !note.undone && boletoId !== undefined && another === undefined)
      await announcePayment(deps, boletoId);
  }
  const now = deps.clock.now();
  const fault = notes === undefined ? "unreadable" : found.some(({ ids }) => ids.length === 0) ? "foreign" : undefined;
  await deps.storage.transaction(async (records) => {
    for (const { note, ids } of found)
      for (const boletoId of ids) {
        const why = note.undone ? "undone" : "news";
        await records.noteQuestion({ boletoId, about: why }, now);
        await records.enqueue({ name: "look-up-boleto", boletoId, why });
      }
    if (fault)
      await records.addEventOnce(
        "bank.webhook-unread",
        { bankCode, webhook: bank, day: localDate(now, brasilia) },
        now,
      );
  });
  await desk.finish(webhookId, now, fault);
}
