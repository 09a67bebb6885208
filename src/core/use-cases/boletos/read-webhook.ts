import type { WebhookDesk, WebhookNote } from "../../bank-ports.ts";
import type { BankCode } from "../../billing/bank-code.ts";
import { localDate } from "../../billing/calendar/local-time.ts";
import { brasilia } from "../../billing/calendar/zone.ts";
import { parseJson } from "../../parse-json.ts";
import type { Deps } from "../deps.ts";
import { announcePayment } from "../payments/announce-payment.ts";
import { isKnownAtBank } from "./is-known-at-bank.ts";

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
    (notes ?? []).map(async (note) => ({ note, named: await desk.boletosOf(bankCode, note) })),
  );
  for (const { note, named } of found) {
    const [one, another] = named;
    if (!note.paymentAnnounced || note.undone || !one || another) continue;
    if (await deps.storage.transaction((records) => isKnownAtBank(records, one))) await announcePayment(deps, one.id);
  }
  const now = deps.clock.now();
  const fault =
    notes === undefined ? "unreadable" : found.some(({ named }) => named.length === 0) ? "foreign" : undefined;
  await deps.storage.transaction(async (records) => {
    for (const { note, named } of found)
      for (const { id: boletoId } of named) {
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
