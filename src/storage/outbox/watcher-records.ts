import { Prisma } from "../../database/generated/client.ts";
import type { Transaction } from "../../database/sql.ts";
import { samePerson } from "../same-person.ts";

/** Records that a chat wants the notices about a boleto. Doing so again changes nothing. */
export async function watchBoleto(
  tx: Transaction,
  { boletoId, chatId, at }: { boletoId: string; chatId: string; at: Date },
): Promise<void> {
  const data = [{ boletoId, chatId: BigInt(chatId), askedAt: at }];
  await tx.boletoWatcher.createMany({ data, skipDuplicates: true });
}

/**
 * Returns the chats that want the notices about a boleto, or about any boleto of an invoice. A chat is left out if its
 * phone now belongs to another person or to several, unless the subscriber of the invoice is proven by a code or a
 * link, or the phone is authorised for the contract.
 */
export async function watchersOf(
  tx: Transaction,
  subject: { boletoId: string } | { invoiceId: string },
): Promise<string[]> {
  const { boletoId = null, invoiceId = null } = { boletoId: null, invoiceId: null, ...subject };
  const rows = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT DISTINCT chat.id
      FROM boleto b JOIN boleto_watcher w ON w.boleto_id = b.id JOIN chat ON chat.id = w.chat_id
      JOIN invoice i ON i.id = b.invoice_id JOIN contract c ON c.id = i.contract_id
     WHERE (b.id = ${boletoId}::uuid OR b.invoice_id = ${invoiceId}::uuid)
       AND (chat.phone IS NULL OR ${isHolder(Prisma.sql`chat.proven_id`)} OR ${isHolder(Prisma.sql`chat.subscriber_id`)}
            OR (SELECT bool_and(${isHolder(Prisma.sql`p.subscriber_id`)}) FROM subscriber_phone p WHERE p.phone = chat.phone)
            OR EXISTS (SELECT 1 FROM contract_phone q WHERE q.contract_id = c.id AND q.phone = chat.phone))
     ORDER BY chat.id`;
  return rows.map(({ id }) => String(id));
}

const isHolder = (id: Prisma.Sql) => samePerson(id, Prisma.sql`c.subscriber_id`);
