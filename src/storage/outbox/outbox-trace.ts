import type { OutboxTrace } from "../../core/channel-ports.ts";
import type { Reply } from "../../core/conversation/turn.ts";
import type { Transaction } from "../../database/sql.ts";

/** Returns the newest messages to a chat, at most 100. */
export async function outboxOf(tx: Transaction, chatId: string): Promise<OutboxTrace[]> {
  const rows = await tx.outboundMessage.findMany({
    where: { chatId: BigInt(chatId) },
    orderBy: { id: "desc" },
    take: 100,
    select: { id: true, status: true, attempts: true, body: true, providerMessageId: true },
  });
  return rows.map(({ id, body, providerMessageId, ...row }) => {
    const { text, document } = body as unknown as Reply;
    return {
      ...row,
      id: String(id),
      text,
      ...(document && { fileName: document.fileName }),
      ...(providerMessageId !== null && { providerMessageId }),
    };
  });
}
