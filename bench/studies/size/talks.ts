import { randomUUID } from "node:crypto";
import type { Side } from "./open-side.ts";

/** What a person writes from the greeting to the boleto; a name each for what is answered. */
const story = [
  ["the list of invoices", "oi"],
  ["an invoice, the banks", "1"],
  ["a bank, the boleto", "1"],
] as const;
const first = 101;
const last = 1000;

/** What a turn took, by what was answered. */
export type TurnTimes = Record<string, number[]>;

/** Everything is as before an earlier run: the talkers have no boleto and no talk, and no notice of a bench went today. */
export async function calm({ query }: Side): Promise<void> {
  const invoices = "SELECT bench_id('i', n, m) FROM generate_series(1, 2000) n, generate_series(0, 1) m";
  await query(`DELETE FROM boleto WHERE invoice_id IN (${invoices}) OR status = 'registering'`);
  await query(
    `UPDATE invoice SET locked_bank_wallet_id = NULL, choice_reopened = false WHERE locked_bank_wallet_id IS NOT NULL AND id IN (${invoices})`,
  );
  await query("DELETE FROM outbound_message WHERE kind = 'notice' AND topic = 'bench'");
  await query("UPDATE chat SET state = NULL WHERE phone BETWEEN '5511900100001' AND '5511900102000'");
  await query("VACUUM ANALYZE boleto, chat, invoice, inbound_message, outbound_message");
}

/** The stories of so many people at once; every person can be told of twice. Gives when each turn's answer was sent. */
export async function tell({ app }: Side, { from, chats }: { from: number; chats: number }, times?: TurnTimes) {
  await Promise.all(
    Array.from({ length: chats }, async (_, chat) => {
      const person = first + ((from + chat) % (last - first + 1));
      const phone = String(5_511_900_100_000 + person);
      for (const [what, text] of story) {
        const begun = performance.now();
        await app.receive({
          channel: person % 5 < 3 ? "whatsapp" : "telegram",
          address: `${phone}@c.us`,
          phone,
          externalId: randomUUID(),
          body: { kind: "text", text },
        });
        times?.[what]?.push(performance.now() - begun);
      }
    }),
  );
}

/** An empty list for each turn of a story. */
export const noTimes = (): TurnTimes => Object.fromEntries(story.map(([what]) => [what, []]));
