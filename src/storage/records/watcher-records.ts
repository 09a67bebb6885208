import type { Transaction } from "../sql-transaction.ts";

/** Promises a chat a boleto's notice, once. */
export async function watchBoleto(
  tx: Transaction,
  { boletoId, chatId, at }: { boletoId: string; chatId: string; at: Date },
): Promise<void> {
  const data = [{ boletoId, chatId: BigInt(chatId), askedAt: at }];
  await tx.boletoWatcher.createMany({ data, skipDuplicates: true });
}

/** The chats that were promised the notice of a boleto, or of any boleto of an invoice. */
export async function watchersOf(tx: Transaction, of: { boletoId: string } | { invoiceId: string }): Promise<string[]> {
  const rows = await tx.boletoWatcher.findMany({
    where: "boletoId" in of ? of : { boleto: { invoiceId: of.invoiceId } },
    distinct: ["chatId"],
    orderBy: { chatId: "asc" },
    select: { chatId: true },
  });
  return rows.map(({ chatId }) => String(chatId));
}
